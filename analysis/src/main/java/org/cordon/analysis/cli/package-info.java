/** The command line of the analysis: the only package that knows files, picocli, YAML and compression. */
@NullMarked
package org.cordon.analysis.cli;

import org.jspecify.annotations.NullMarked;
