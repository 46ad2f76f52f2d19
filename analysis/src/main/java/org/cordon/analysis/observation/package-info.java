/** What one attempt of one test against one address yielded: facts, never verdicts. */
@NullMarked
package org.cordon.analysis.observation;

import org.jspecify.annotations.NullMarked;
