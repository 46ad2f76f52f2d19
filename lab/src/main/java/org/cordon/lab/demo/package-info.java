/** The demo: the whole pipeline on this machine, a live table, and a verdict on the verdicts. */
@NullMarked
package org.cordon.lab.demo;

import org.jspecify.annotations.NullMarked;
