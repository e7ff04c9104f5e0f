package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Envelope;
import dev.waybill.shards.ShardAwayException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Puts messages that can't be handled on {@code <topic>.dlq}, as they were sent, with headers that say why and where they
 * came from. Waits until the broker has them: only then may their offset be passed.
 */
public final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int CAUSE_LENGTH = 1_000;

    private final Producer<byte[], byte[]> producer;
    private final String service;
    private final Clock clock;
    private final MeterRegistry metrics;

    public DeadLetters(Producer<byte[], byte[]> producer, String service, Clock clock, MeterRegistry metrics) {
        this.producer = producer;
        this.service = service;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @param cause one bounded word for metrics, such as {@code unreadable}
     * @param detail a sentence for people
     * @throws ShardAwayException if the broker does not take it now
     */
    public void add(ConsumerRecord<byte[], byte[]> culprit, String cause, String detail) {
        ProducerRecord<byte[], byte[]> letter = letter(culprit, cause, detail);
        try {
            producer.send(letter).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ShardAwayException("the broker does not take the dead letter now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShardAwayException("interrupted while writing a dead letter", e);
        }
        metrics.counter("waybill.dead.letters", "topic", culprit.topic(), "cause", cause)
                .increment();
        LOG.warnf(
                "dead letter from %s/%d at %d (%s), about %s, trace %s: %s",
                culprit.topic(),
                culprit.partition(),
                culprit.offset(),
                cause,
                header(culprit, Envelope.SUBJECT),
                header(culprit, Envelope.TRACEPARENT),
                detail);
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> culprit, String cause, String detail) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(culprit.topic() + ".dlq", null, culprit.key(), culprit.value());
        culprit.headers().forEach(letter.headers()::add);
        header(letter, "dead-letter-cause", cause);
        header(letter, "dead-letter-detail", detail.substring(0, Math.min(detail.length(), CAUSE_LENGTH)));
        header(letter, "dead-letter-topic", culprit.topic());
        header(letter, "dead-letter-partition", String.valueOf(culprit.partition()));
        header(letter, "dead-letter-offset", String.valueOf(culprit.offset()));
        header(letter, "dead-letter-service", service);
        header(letter, "dead-letter-at", clock.instant().toString());
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<byte[], byte[]> culprit, String name) {
        Header header = culprit.headers().lastHeader(name);
        return header == null ? "unknown" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
