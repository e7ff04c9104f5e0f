package dev.waybill.delivery;

import dev.waybill.contracts.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
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

    /** Who reads which topic: the groups that the services are members of. */
    private static final Map<Topic, String> READERS = Map.of(
            Topic.INVENTORY_COMMANDS, "inventory-service",
            Topic.PAYMENT_COMMANDS, "payment-service",
            Topic.ORDER_REPLIES, "order-service");

    private final Admin admin;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable Look last;

    public Queues(Admin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    private record Look(boolean behind, long nanos) {}

    /**
     * Whether something has still to be read that was sent seconds ago. Then who has not been answered has perhaps only not
     * had its turn, and to ask again would make the queue longer. So it is if the broker does not say: nobody could be asked.
     * Known for five seconds.
     */
    public boolean areBehind() {
        looking.lock();
        try {
            if (last == null || System.nanoTime() - last.nanos() > KNOWN_FOR_NANOS) {
                last = new Look(read(this::anyOldUnread).orElse(true), System.nanoTime());
            }
            return last.behind();
        } finally {
            looking.unlock();
        }
    }

    /** How many messages of each topic have not been read; empty if the broker does not say. */
    public Map<Topic, Long> lengths() {
        return read(this::unread).orElse(Map.of());
    }

    private interface Reading<T> {
        T read() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static <T> Optional<T> read(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean anyOldUnread() throws ExecutionException, InterruptedException, TimeoutException {
        long before = clock.instant().minus(OLD).toEpochMilli();
        Map<TopicPartition, Long> young = offsets(OffsetSpec.forTimestamp(before));
        Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
        for (Map.Entry<Topic, String> each : READERS.entrySet()) {
            Map<TopicPartition, OffsetAndMetadata> read = read(each.getValue());
            for (TopicPartition partition : partitions(each.getKey()).toList()) {
                OffsetAndMetadata upTo = read.get(partition);
                long firstYoung = young.getOrDefault(partition, -1L);
                // Where nothing was ever read, there is no telling whether anybody is there to read it.
                if (upTo != null && upTo.offset() < (firstYoung < 0 ? ends.getOrDefault(partition, 0L) : firstYoung)) {
                    return true;
                }
            }
        }
        return false;
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
