package org.cordon.collector.gateway;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.intake.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway refused, on its way to {@code cordon.rejected}. Nobody waits for it: a broker that is away makes
 * refusals go missing there, but not in the metrics, and holds up no request.
 */
final class RefusedBatches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedBatches.class);
    private static final int MOST_WAITING = 256;

    private final Producer<String, byte[]> producer;
    private final ThreadPoolExecutor sending = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), new DiscardPolicy());

    RefusedBatches(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    void publish(Rejection rejection) {
        sending.execute(() -> {
            try {
                producer.send(new ProducerRecord<>(Topics.REJECTED, rejection.probe(), rejection.json()));
            } catch (KafkaException e) {
                LOG.debug("a refusal is not published", e);
            }
        });
    }

    @Override
    public void close() {
        sending.shutdownNow();
    }
}
