/** Whose an address is, asked of the registries. */
@NullMarked
package org.cordon.probe.whois;

import org.jspecify.annotations.NullMarked;
