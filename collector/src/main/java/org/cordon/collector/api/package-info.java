/** The HTTP API: one handler class an endpoint, over immutable snapshots and the archive. */
@NullMarked
package org.cordon.collector.api;

import org.jspecify.annotations.NullMarked;
