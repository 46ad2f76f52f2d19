/** Takes batches over HTTPS: learns a sender's network and site from its address, forgets the address, bounds everything. */
@NullMarked
package org.cordon.collector.gateway;

import org.jspecify.annotations.NullMarked;
