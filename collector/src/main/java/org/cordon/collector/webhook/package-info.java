/** Tells other programs of incidents: signed messages over HTTP, repeated until they are taken. */
@NullMarked
package org.cordon.collector.webhook;

import org.jspecify.annotations.NullMarked;
