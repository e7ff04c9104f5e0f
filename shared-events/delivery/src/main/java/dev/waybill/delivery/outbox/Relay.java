package dev.waybill.delivery.outbox;

import dev.waybill.contracts.Envelope;
import dev.waybill.shards.Shard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Publishes what this process has just committed, from memory: on the usual path the outbox is written and emptied, never
 * read. What can't be handed to the broker now stays in the outbox for the {@link OutboxSweeper}.
 *
 * <p>Order per key holds because the producer keeps the order in which it was given records, because a send never expires
 * while the process lives, and because a message is left to the sweeper when an older one of its key is waiting that this
 * process has not handed to that same producer.
 */
public final class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Producer<byte[], byte[]> producer;
    private final String source;
    private final Map<Shard, HandedOver> handedOver = new ConcurrentHashMap<>();
    private final Counter published;
    private final Counter deferred;

    /**
     * @param source the CloudEvents source of all that is published
     */
    public Relay(Producer<byte[], byte[]> producer, String source, MeterRegistry metrics) {
        this.producer = producer;
        this.source = source;
        this.published = metrics.counter("waybill.outbox.published");
        this.deferred = metrics.counter("waybill.outbox.deferred");
    }

    /**
     * Publishes the messages of a transaction that has committed. Does not wait for the broker.
     *
     * @param emitted which of the messages are really in the outbox
     */
    public void publish(Shard shard, List<OutboxMessage> messages, List<Emitted> emitted) {
        if (emitted.isEmpty()) {
            return;
        }
        Map<UUID, OutboxMessage> byId = messages.stream()
                .collect(Collectors.toMap(OutboxMessage::messageId, Function.identity(), (first, second) -> first));
        HandedOver ours = handedOver(shard);
        for (Emitted each : emitted.stream()
                .sorted(Comparator.comparingLong(Emitted::position))
                .toList()) {
            OutboxMessage message = byId.get(each.messageId());
            if (message != null && ours.containsAll(each.older())) {
                handOver(ours, OutboxTable.Row.of(each.position(), message));
            } else {
                deferred.increment();
            }
        }
    }

    /** Publishes rows that were left behind; each future ends when the broker has the message, or will not. */
    List<CompletableFuture<Boolean>> republish(Shard shard, List<OutboxTable.Row> rows) {
        HandedOver ours = handedOver(shard);
        List<CompletableFuture<Boolean>> acknowledgements = new ArrayList<>();
        for (OutboxTable.Row row : rows) {
            if (!ours.contains(row.position())) {
                acknowledgements.add(handOver(ours, row));
            }
        }
        return acknowledgements;
    }

    /** Removes what the broker has acknowledged, in one statement per shard. */
    public void cleanOnce() {
        handedOver.forEach((shard, ours) -> ours.removeAcknowledged(shard));
    }

    private HandedOver handedOver(Shard shard) {
        return handedOver.computeIfAbsent(shard, any -> new HandedOver());
    }

    private CompletableFuture<Boolean> handOver(HandedOver ours, OutboxTable.Row row) {
        CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
        ours.add(row.position());
        try {
            producer.send(record(row), (metadata, failure) -> {
                if (failure == null) {
                    published.increment();
                    ours.acknowledge(row.position());
                } else {
                    LOG.warnf("message %s waits in the outbox: %s", row.messageId(), failure.getMessage());
                    ours.forget(row.position());
                }
                acknowledged.complete(failure == null);
            });
        } catch (KafkaException e) {
            // The producer's buffer is full because the broker is away, or the process is closing.
            deferred.increment();
            ours.forget(row.position());
            acknowledged.complete(false);
        }
        return acknowledged;
    }

    private ProducerRecord<byte[], byte[]> record(OutboxTable.Row row) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                row.topic(), row.partition(), row.key().getBytes(StandardCharsets.UTF_8), row.data());
        new Envelope(
                        row.messageId(),
                        source,
                        row.type(),
                        row.subject(),
                        row.saidAt(),
                        row.sequence(),
                        row.traceparent())
                .toHeaders()
                .forEach(record.headers()::add);
        return record;
    }
}
