package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.shards.ShardAwayException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each batch waits for a permit; so the tests say when it is done, and no clock does. */
@Timeout(30)
class LaneTest {

    private static final TopicPartition ONE = new TopicPartition("topic", 1);
    private static final TopicPartition TWO = new TopicPartition("topic", 2);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<List<Long>> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> settlingFailures = new LinkedBlockingQueue<>();
    private final Semaphore permits = new Semaphore(0);
    private final BlockingQueue<Boolean> settlings = new LinkedBlockingQueue<>();
    private final Set<TopicPartition> forgotten = new HashSet<>();
    private final Lane lane = new Lane("shard", 4, new Work(), executor);

    @AfterEach
    void close() {
        permits.release(1_000);
        executor.close();
    }

    @Test
    void gathersWhileABatchIsOnItsWay() throws Exception {
        lane.add(records(ONE, 0, 1));
        assertThat(begun.take()).containsExactly(0L);
        lane.add(records(ONE, 1, 3));
        lane.add(records(ONE, 3, 7));
        permits.release();
        assertThat(begun.take()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lane.size()).isEqualTo(2);
        permits.release();
        assertThat(begun.take()).containsExactly(5L, 6L);
    }

    @Test
    void saysHowFarEachPartitionIsDone() throws Exception {
        lane.add(records(ONE, 10, 12));
        lane.add(records(TWO, 5, 7));
        permits.release(3);
        atRest();
        assertThat(lane.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(12), TWO, new OffsetAndMetadata(7)));
        assertThat(lane.takeDone()).isEmpty();
    }

    @Test
    void comesAgainInOrderAndInSmallerBatchesAfterAFailure() throws Exception {
        failures.add(new ShardAwayException("away"));
        failures.add(new ShardAwayException("still away"));
        lane.add(records(ONE, 0, 4));
        permits.release(100);
        assertThat(begun.take()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(begun.take()).containsExactly(0L, 1L);
        assertThat(begun.take()).containsExactly(0L);
        assertThat(begun.take()).containsExactly(1L, 2L);
        assertThat(begun.take()).containsExactly(3L);
        atRest();
        assertThat(lane.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(4)));
    }

    @Test
    void tellsHowLongItsMessagesHaveWaited() throws Exception {
        failures.add(new ShardAwayException("away"));
        lane.add(records(ONE, 0, 1));
        assertThat(lane.waitedSeconds()).isZero();
        permits.release();
        begun.take();
        begun.take();
        assertThat(lane.waitedSeconds()).isPositive();
        permits.release();
        atRest();
        assertThat(lane.waitedSeconds()).isZero();
    }

    @Test
    void survivesAnError() throws Exception {
        failures.add(new AssertionError("a bug"));
        lane.add(records(ONE, 0, 1));
        permits.release(2);
        assertThat(begun.take()).containsExactly(0L);
        assertThat(begun.take()).containsExactly(0L);
        atRest();
        assertThat(lane.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(1)));
    }

    @Test
    void releasingAPartitionWaitsForItsBatchDropsItsRestAndKeepsTheOthers() throws Exception {
        lane.add(records(ONE, 0, 4));
        assertThat(begun.take()).hasSize(4);
        lane.add(records(ONE, 4, 6));
        lane.add(records(TWO, 0, 2));
        Thread releasing = Thread.ofPlatform().start(() -> lane.release(Set.of(ONE)));
        // Or the batch at work would end before the release begins, and the lane go on to the next.
        while (releasing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        permits.release();
        releasing.join();
        assertThat(lane.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(4)));
        // What follows is of the other partition alone.
        assertThat(begun.take()).containsExactly(0L, 1L);
        permits.release();
        atRest();
        assertThat(lane.takeDone()).isEqualTo(Map.of(TWO, new OffsetAndMetadata(2)));
    }

    @Test
    void releasingDoesNotWaitForAShardThatIsAway() throws Exception {
        IntStream.range(0, 1_000).forEach(i -> failures.add(new ShardAwayException("away")));
        permits.release(1_000);
        lane.add(records(ONE, 0, 4));
        begun.take();
        lane.release(new HashSet<>(Set.of(ONE)));
        assertThat(lane.size()).isZero();
        assertThat(lane.waitedSeconds()).as("nothing waits any more").isZero();
        assertThat(lane.takeDone()).isEmpty();
    }

    @Test
    void passesNoOffsetBeforeItIsSettled() throws Exception {
        settlings.addAll(List.of(false, false, false, true));
        lane.add(records(ONE, 0, 4));
        lane.add(records(ONE, 4, 6));
        begun.take();
        permits.release();
        assertThat(begun.take()).containsExactly(4L, 5L);
        assertThat(lane.takeDone()).isEmpty();
        permits.release();
        atRest();
        assertThat(lane.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(6)));
        assertThat(settlings).isEmpty();
    }

    @Test
    void whatCanNotBeSettledIsTriedAgainAndNotHandledAgain() throws Exception {
        settlingFailures.add(new ShardAwayException("away"));
        settlingFailures.add(new ShardAwayException("still away"));
        lane.add(records(ONE, 0, 1));
        permits.release();
        atRest();
        assertThat(begun).containsExactly(List.of(0L));
        assertThat(settlingFailures).isEmpty();
        assertThat(lane.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(1)));
        assertThat(lane.waitedSeconds()).isZero();
    }

    @Test
    void whatIsUnsettledOfAPartitionThatGoesElsewhereIsForgottenAndTheRestIsNot() throws Exception {
        IntStream.range(0, 1_000).forEach(i -> settlingFailures.add(new ShardAwayException("away")));
        lane.add(Stream.of(records(ONE, 0, 1), records(TWO, 0, 1))
                .flatMap(List::stream)
                .toList());
        begun.take();
        permits.release();
        lane.release(Set.of(ONE));
        assertThat(forgotten).containsExactly(ONE);
        assertThat(lane.takeDone()).isEmpty();
        settlingFailures.clear();
        atRest();
        assertThat(lane.takeDone()).isEqualTo(Map.of(TWO, new OffsetAndMetadata(1)));
    }

    @Test
    void aBatchOfLargeMessagesHasFewOfThem() throws Exception {
        lane.add(List.of(megabytes(0, 5), megabytes(1, 5), megabytes(2, 5)));
        assertThat(begun.take()).containsExactly(0L, 1L);
        assertThat(lane.bytes()).isEqualTo(5 << 20);
        permits.release();
        assertThat(begun.take()).containsExactly(2L);
        assertThat(lane.bytes()).isZero();
        permits.release();
        atRest();
    }

    private final class Work implements BatchWork {
        @Override
        public void handle(List<ConsumerRecord<byte[], byte[]>> batch) {
            begun.add(batch.stream().map(ConsumerRecord::offset).toList());
            permits.acquireUninterruptibly();
            failNext(failures);
        }

        @Override
        public boolean settle(boolean now) {
            failNext(settlingFailures);
            return !Boolean.FALSE.equals(settlings.poll());
        }

        @Override
        public void forget(Set<TopicPartition> partitions) {
            forgotten.addAll(partitions);
        }
    }

    private static void failNext(Queue<Throwable> failures) {
        switch (failures.poll()) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException failure -> throw failure;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private static ConsumerRecord<byte[], byte[]> megabytes(long offset, int size) {
        return new ConsumerRecord<>(ONE.topic(), ONE.partition(), offset, new byte[0], new byte[size << 20]);
    }

    /** Everything that was added has been handled; the executor's threads end with it. */
    private void atRest() throws InterruptedException {
        executor.shutdown();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
                .toList();
    }
}
