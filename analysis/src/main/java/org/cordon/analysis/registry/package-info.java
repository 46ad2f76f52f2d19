/** What the censor says: its public register, read, indexed, compared from day to day and with what is enforced. */
@NullMarked
package org.cordon.analysis.registry;

import org.jspecify.annotations.NullMarked;
