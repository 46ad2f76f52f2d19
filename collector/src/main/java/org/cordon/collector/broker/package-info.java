/** Kafka as the collector needs it: the embedded broker, the topics, clients with the right settings. */
@NullMarked
package org.cordon.collector.broker;

import org.jspecify.annotations.NullMarked;
