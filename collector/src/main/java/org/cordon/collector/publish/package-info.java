/** What people read and quote: pages, the feed, and the pictures in them. Knows no HTTP. */
@NullMarked
package org.cordon.collector.publish;

import org.jspecify.annotations.NullMarked;
