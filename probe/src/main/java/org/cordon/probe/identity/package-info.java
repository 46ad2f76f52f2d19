/** The probe's key pair, the folder that keeps it, and the pseudonyms made from it. */
@NullMarked
package org.cordon.probe.identity;

import org.jspecify.annotations.NullMarked;
