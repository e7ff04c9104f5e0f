package dev.waybill.delivery.outbox;

import dev.waybill.contracts.Envelope;
import dev.waybill.shards.Shard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Publishes what this process has just committed, from memory: on the usual path the outbox is written and emptied, never
 * read. What can't be handed to the broker now stays in the outbox for the {@link OutboxSweeper}.
 *
 * <p>Order per key holds because the producer keeps the order in which it was given records, because a send never expires
 * while the process lives, and because a message is left to the sweeper when an older one of its key is waiting that this
 * process has not handed to that same producer. Threads take turns at a shard for the same reason.
 */
public final class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    /** So many are a batch already, and gain nothing by waiting for more. */
    private static final int KEPT_BACK_AT_MOST = 100;

    /** Behind fewer nothing is likely to follow soon, for which each hop of an order would wait in vain. */
    private static final int WORTH_A_LINGER = 12;

    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;
    private final Haste haste;
    private final String source;
    private final Map<Shard, HandedOver> handedOver = new ConcurrentHashMap<>();
    private final Counter published;
    private final Counter deferred;
    private volatile boolean refused;
    private volatile long refusedAt;

    /**
     * @param source the CloudEvents source of all that is published
     */
    public Relay(Producer<byte[], byte[]> producer, String source, MeterRegistry metrics) {
        this.producer = producer;
        this.haste = new Haste(producer);
        this.source = source;
        this.published = metrics.counter("waybill.outbox.published");
        this.deferred = metrics.counter("waybill.outbox.deferred");
    }

    /**
     * Publishes the messages of a transaction that has committed; those that are {@link Unhurried} with the next
     * {@link #publishUnhurried}. Does not wait for the broker.
     *
     * @param emitted which of the messages are really in the outbox
     */
    public void publish(Shard shard, List<OutboxMessage> messages, List<Emitted> emitted) {
        handOver(shard, messages, emitted);
    }

    /**
     * As {@link #publish}, for one who writes much and must not write faster than the broker takes it.
     *
     * @return done when the broker has all that it was given, or has refused it; what is kept back is not among that
     */
    public CompletableFuture<Void> publishing(Shard shard, List<OutboxMessage> messages, List<Emitted> emitted) {
        return CompletableFuture.allOf(handOver(shard, messages, emitted).toArray(CompletableFuture[]::new));
    }

    /** Publishes what could wait, see {@link Unhurried}: all that was kept back since the last time, in one go. */
    public void publishUnhurried(Shard shard) {
        HandedOver ours = handedOver(shard);
        ours.oneAtATime(() -> publishKeptBack(ours));
    }

    private List<CompletableFuture<Boolean>> publishKeptBack(HandedOver ours) {
        List<OutboxTable.Row> rows = ours.takeKeptBack();
        List<CompletableFuture<Boolean>> given = brokerRefuses() ? List.of() : handOver(ours, rows);
        deferred.increment(rows.size() - given.size());
        return given;
    }

    private List<CompletableFuture<Boolean>> handOver(
            Shard shard, List<OutboxMessage> messages, List<Emitted> emitted) {
        if (emitted.isEmpty()) {
            return List.of();
        }
        if (brokerRefuses()) {
            deferred.increment(emitted.size());
            return List.of();
        }
        Map<UUID, OutboxMessage> byId = messages.stream()
                .collect(Collectors.toMap(OutboxMessage::messageId, Function.identity(), (first, second) -> first));
        List<Emitted> oldestFirst = emitted.stream()
                .sorted(Comparator.comparingLong(Emitted::position))
                .toList();
        HandedOver ours = handedOver(shard);
        return ours.oneAtATime(() -> publish(ours, byId, oldestFirst));
    }

    private List<CompletableFuture<Boolean>> publish(
            HandedOver ours, Map<UUID, OutboxMessage> byId, List<Emitted> oldestFirst) {
        List<OutboxTable.Row> rows = new ArrayList<>(oldestFirst.size());
        int unhurried = 0;
        for (Emitted each : oldestFirst) {
            OutboxMessage message = byId.get(each.messageId());
            if (message != null && Unhurried.is(message)) {
                ours.keepBack(OutboxTable.Row.of(each.position(), message));
                unhurried++;
            } else if (message != null && ours.containsAll(each.older())) {
                rows.add(OutboxTable.Row.of(each.position(), message));
            }
        }
        List<CompletableFuture<Boolean>> given = handOver(ours, rows);
        if (!given.isEmpty() && given.size() < WORTH_A_LINGER) {
            haste.sendNow();
        }
        deferred.increment(oldestFirst.size() - unhurried - given.size());
        if (ours.keptBack() >= KEPT_BACK_AT_MOST) {
            publishKeptBack(ours);
        }
        return given;
    }

    /** Publishes rows that were left behind; each future ends when the broker has the message, or will not. */
    List<CompletableFuture<Boolean>> republish(Shard shard, List<OutboxTable.Row> rows) {
        HandedOver ours = handedOver(shard);
        return ours.oneAtATime(() -> republish(ours, rows));
    }

    private List<CompletableFuture<Boolean>> republish(HandedOver ours, List<OutboxTable.Row> rows) {
        return handOver(
                ours,
                rows.stream().filter(row -> !ours.contains(row.position())).toList());
    }

    /** Stops where the broker takes no more; a message that is at fault itself holds up those of its key alone. */
    private List<CompletableFuture<Boolean>> handOver(HandedOver ours, List<OutboxTable.Row> oldestFirst) {
        List<CompletableFuture<Boolean>> given = new ArrayList<>(oldestFirst.size());
        Set<String> heldUp = new HashSet<>();
        for (OutboxTable.Row row : oldestFirst) {
            if (heldUp.contains(row.key())) {
                continue;
            }
            CompletableFuture<Boolean> sent = handOver(ours, row);
            if (sent.getNow(true)) {
                given.add(sent);
            } else if (refused) {
                // The next may be of the same key, and each would wait for a full buffer in its turn.
                break;
            } else {
                heldUp.add(row.key());
            }
        }
        return given;
    }

    /** Removes what the broker has acknowledged, in one statement. */
    public void cleanOnce(Shard shard) {
        handedOver(shard).removeAcknowledged(shard);
    }

    /** A broker that has just refused is left alone for a while: each try may wait for seconds. */
    private boolean brokerRefuses() {
        return refused && System.nanoTime() - refusedAt < LEFT_ALONE.toNanos();
    }

    private void refused(Exception cause) {
        refusedAt = System.nanoTime();
        if (!refused) {
            refused = true;
            LOG.warnf("the broker takes no messages now, they wait in the outbox: %s", cause.getMessage());
        }
    }

    private void taken() {
        if (refused) {
            refused = false;
            LOG.info("the broker takes messages again");
        }
    }

    private HandedOver handedOver(Shard shard) {
        return handedOver.computeIfAbsent(shard, any -> new HandedOver());
    }

    /** The future is done, with false, when this returns, if the producer did not take the message at all. */
    private CompletableFuture<Boolean> handOver(HandedOver ours, OutboxTable.Row row) {
        CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
        ours.add(row.position());
        try {
            producer.send(record(row), (metadata, failure) -> {
                if (failure == null) {
                    published.increment();
                    ours.acknowledge(row.position(), row.ordered());
                    taken();
                } else {
                    giveBack(ours, row, failure);
                }
                acknowledged.complete(failure == null);
            });
        } catch (KafkaException | IllegalStateException e) {
            // The process is closing.
            giveBack(ours, row, e);
            acknowledged.complete(false);
        }
        return acknowledged;
    }

    private void giveBack(HandedOver ours, OutboxTable.Row row, Exception failure) {
        ours.forget(row.position());
        LOG.debugf("message %s waits in the outbox: %s", row.messageId(), failure.getMessage());
        if (failure instanceof RecordTooLargeException) {
            LOG.errorf("message %s to %s stays in the outbox: %s", row.messageId(), row.topic(), failure.getMessage());
        } else {
            refused(failure);
        }
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
