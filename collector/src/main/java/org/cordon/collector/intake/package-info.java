/** Takes batches in: signature, schema, clock, duplicates; each accepted observation once, each refusal with its reason. */
@NullMarked
package org.cordon.collector.intake;

import org.jspecify.annotations.NullMarked;
