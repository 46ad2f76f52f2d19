/** What has been published, followed from the topics into memory for everybody to read. */
@NullMarked
package org.cordon.collector.board;

import org.jspecify.annotations.NullMarked;
