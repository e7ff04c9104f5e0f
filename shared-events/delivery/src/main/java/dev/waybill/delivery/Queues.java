package dev.waybill.delivery;

import dev.waybill.contracts.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the services have still to read of what sagas ask and are answered, as the broker knows it: the same for every replica
 * that looks. For use by several threads; blocks.
 */
public final class Queues {

    /** Nothing waits for so long in ordinary times. */
    private static final Duration OLD = Duration.ofSeconds(5);

    private static final long KNOWN_FOR_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_SECONDS = 3;

    /** What has not moved for longer is no queue: whoever should read it is not there. */
    private static final long MOVES_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** After the broker was away, what it should have had comes from the outboxes and is no older than its coming. */
    private static final long OVER_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final Logger LOG = Logger.getLogger(Queues.class);

    /** Who reads which topic: the groups that the services are members of. */
    private static final Map<Topic, String> READERS = Map.of(
            Topic.INVENTORY_COMMANDS, "inventory-service",
            Topic.PAYMENT_COMMANDS, "payment-service",
            Topic.ORDER_REPLIES, "order-service");

    private final Admin admin;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    /** Partitions that were behind at the last look: how far they were read, and since when no further. */
    private final Map<TopicPartition, Standing> standing = new HashMap<>();

    private @Nullable Failure failure;
    private volatile @Nullable Look last;

    public Queues(Admin admin, Clock clock) {
        this(admin, clock, System::nanoTime);
    }

    Queues(Admin admin, Clock clock, LongSupplier nanoTime) {
        this.admin = admin;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    private record Look(boolean behind, long nanos) {}

    private record Standing(long offset, long since) {}

    private record Failure(String what, long at) {}

    /**
     * Whether something has still to be read that was sent seconds ago, and somebody is reading. Then who has not been answered
     * has perhaps only not had its turn, and to ask again would make the queue longer. Where nothing was read for two minutes
     * nobody is waited for. While the broker is away, and for half a minute after, it is so as well: nobody could be asked.
     * Known for five seconds.
     */
    public boolean areBehind() {
        looking.lock();
        try {
            Look known = last;
            if (known == null || nanoTime.getAsLong() - known.nanos() > KNOWN_FOR_NANOS) {
                known = new Look(look(), nanoTime.getAsLong());
                last = known;
            }
            return known.behind();
        } finally {
            looking.unlock();
        }
    }

    /** What {@link #areBehind} has said last; false if nobody has wanted to know for some seconds. */
    public boolean wereBehind() {
        Look known = last;
        return known != null && known.behind() && nanoTime.getAsLong() - known.nanos() < 3 * KNOWN_FOR_NANOS;
    }

    private boolean look() {
        try {
            boolean behind = anyOldUnread();
            return behind || (failure != null && nanoTime.getAsLong() - failure.at() < OVER_AFTER_NANOS);
        } catch (ExecutionException | TimeoutException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A broker that will not say is not waited for. */
    private boolean failed(Exception e) {
        String what = String.valueOf(e.getCause() == null ? e : e.getCause());
        if (failure == null || !failure.what().equals(what)) {
            LOG.warnf("cannot see how far the services have read: %s", what);
        }
        failure = new Failure(what, nanoTime.getAsLong());
        return !(e.getCause() instanceof AuthorizationException);
    }

    /** How many messages of each topic have not been read; empty if the broker does not say. */
    public Map<Topic, Long> lengths() {
        try {
            return unread();
        } catch (ExecutionException | TimeoutException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private boolean anyOldUnread() throws ExecutionException, InterruptedException, TimeoutException {
        long before = clock.instant().minus(OLD).toEpochMilli();
        // The ends first: what comes after them is young.
        Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
        Map<TopicPartition, Long> young = offsets(OffsetSpec.forTimestamp(before));
        boolean any = false;
        for (Map.Entry<Topic, String> each : READERS.entrySet()) {
            Map<TopicPartition, OffsetAndMetadata> read = read(each.getValue());
            for (TopicPartition partition : partitions(each.getKey()).toList()) {
                OffsetAndMetadata upTo = read.get(partition);
                long firstYoung = young.getOrDefault(partition, -1L);
                long oldUpTo = firstYoung < 0 ? ends.getOrDefault(partition, 0L) : firstYoung;
                // Where nothing was ever read, there is no telling whether anybody is there to read it.
                any |= upTo != null && isQueue(partition, upTo.offset(), oldUpTo);
            }
        }
        return any;
    }

    private boolean isQueue(TopicPartition partition, long readUpTo, long oldUpTo) {
        if (readUpTo >= oldUpTo) {
            standing.remove(partition);
            return false;
        }
        long now = nanoTime.getAsLong();
        Standing seen = standing.get(partition);
        if (seen == null || seen.offset() != readUpTo) {
            standing.put(partition, new Standing(readUpTo, now));
            return true;
        }
        return now - seen.since() < MOVES_WITHIN_NANOS;
    }

    private Map<Topic, Long> unread() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
        Map<Topic, Long> lengths = new HashMap<>();
        for (Map.Entry<Topic, String> each : READERS.entrySet()) {
            Map<TopicPartition, OffsetAndMetadata> read = read(each.getValue());
            lengths.put(
                    each.getKey(),
                    partitions(each.getKey())
                            .mapToLong(partition -> ends.getOrDefault(partition, 0L) - offset(read.get(partition)))
                            .sum());
        }
        return lengths;
    }

    private static long offset(@Nullable OffsetAndMetadata read) {
        return read == null ? 0 : read.offset();
    }

    /** Of each partition: of the first record that the specification means, or -1 if there is none. */
    private Map<TopicPartition, Long> offsets(OffsetSpec specification)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        READERS.keySet().stream().flatMap(Queues::partitions).forEach(each -> wanted.put(each, specification));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(wanted).all());
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Map<TopicPartition, OffsetAndMetadata> read(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private static Stream<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition));
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
