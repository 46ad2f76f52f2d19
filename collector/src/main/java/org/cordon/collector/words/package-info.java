/** What the verdicts say in plain English, Russian and French, with their uncertainty. */
@NullMarked
package org.cordon.collector.words;

import org.jspecify.annotations.NullMarked;
