package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.gathering.Gathering;
import dev.waybill.shards.Shard;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Consumes one topic in batches, a {@link Lane} per shard. An offset is committed only after the effect of everything
 * before it is, so a crash brings messages again but loses none; on an orderly stop nothing comes again.
 */
public final class BatchConsumer<M extends Message> implements AutoCloseable {

    /** How many records, or bytes, may wait in a lane before its partitions are paused: a few batches' worth. */
    private static final int LANE_LIMIT = 4_000;

    private static final long LANE_BYTES = 32 * 1024 * 1024;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);
    private static final CloseOptions LEAVE_WITHIN = CloseOptions.timeout(Duration.ofSeconds(5));
    private static final Logger LOG = Logger.getLogger(BatchConsumer.class);

    private final Inbound<M> inbound;
    private final Topic topic;
    private final Consumer<byte[], byte[]> consumer;
    private final DeadLetters deadLetters;
    private final int batchSize;

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Shard, Lane> lanes = new LinkedHashMap<>();
    private final List<LaneWork<M>> works = new ArrayList<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Thread loop;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Offsets offsets = new Offsets();
    private long committedAt = System.nanoTime();
    private long polledAt = System.nanoTime();

    /**
     * @param consumer a member of the service's group
     * @param batchSize how many messages one transaction handles at most
     */
    public BatchConsumer(
            Inbound<M> inbound, Consumer<byte[], byte[]> consumer, DeadLetters deadLetters, int batchSize) {
        this.inbound = inbound;
        this.topic = inbound.topic();
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.batchSize = batchSize;
        this.loop = Thread.ofPlatform().name("consume-" + topic.topicName()).unstarted(this::run);
    }

    public BatchConsumer<M> start() {
        loop.start();
        return this;
    }

    /** Finishes the batches at work, commits what is done, and leaves the group. */
    @Override
    public void close() {
        stop.countDown();
        if (loop.getState() == Thread.State.NEW) {
            consumer.close(LEAVE_WITHIN);
        } else {
            consumer.wakeup();
            join();
        }
        workers.close();
    }

    private void join() {
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            consumer.subscribe(List.of(topic.topicName()), new Rebalance());
            while (stop.getCount() > 0) {
                pollOnce();
            }
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "consuming %s has ended through a bug", topic.topicName());
        } finally {
            // Closing tells the rebalance listener first, which lets the lanes finish and commits.
            consumer.close(LEAVE_WITHIN);
        }
    }

    private void pollOnce() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                dispatch(records);
                Gathering.pace(records.count(), System.nanoTime() - polledAt);
                polledAt = System.nanoTime();
            }
            pauseOrResume();
            if (System.nanoTime() - committedAt > COMMIT_EVERY.toNanos()) {
                commit();
            }
        } catch (WakeupException e) {
            LOG.debugf("woken up to stop consuming %s", topic.topicName());
        } catch (KafkaException e) {
            LOG.warnf("consuming %s: %s", topic.topicName(), e.getMessage());
            pause();
        }
    }

    /** A failure that comes back at once, such as a login that is refused, must not keep a processor busy. */
    private void pause() {
        try {
            stop.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private void dispatch(ConsumerRecords<byte[], byte[]> records) {
        Map<Lane, List<ConsumerRecord<byte[], byte[]>>> byLane = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            byLane.computeIfAbsent(lane(partition), any -> new ArrayList<>()).addAll(records.records(partition));
        }
        byLane.forEach(Lane::add);
    }

    private Lane lane(TopicPartition partition) {
        return lanes.computeIfAbsent(inbound.shardOfPartition().apply(partition.partition()), this::newLane);
    }

    private Lane newLane(Shard shard) {
        LaneWork<M> work = new LaneWork<>(inbound, shard, deadLetters);
        works.add(work);
        Lane lane = new Lane(shard.name(), batchSize, work, workers);
        deadLetters
                .metrics()
                .gauge(
                        "waybill.consumer.waiting.seconds",
                        Tags.of("topic", topic.topicName(), "shard", shard.name()),
                        lane,
                        Lane::waitedSeconds);
        return lane;
    }

    /** A lane that can't keep up stops fetching for its own partitions; the others go on. */
    private void pauseOrResume() {
        Set<TopicPartition> toPause = new HashSet<>();
        Set<TopicPartition> toResume = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            Lane lane = lane(partition);
            boolean isPaused = paused.contains(partition);
            if (!isPaused && (lane.size() > LANE_LIMIT || lane.bytes() > LANE_BYTES)) {
                toPause.add(partition);
            } else if (isPaused && lane.size() < LANE_LIMIT / 2 && lane.bytes() < LANE_BYTES / 2) {
                toResume.add(partition);
            }
        }
        if (!toPause.isEmpty()) {
            consumer.pause(toPause);
            paused.addAll(toPause);
        }
        if (!toResume.isEmpty()) {
            consumer.resume(toResume);
            paused.removeAll(toResume);
        }
    }

    private void commit() {
        committedAt = System.nanoTime();
        collectDone();
        Map<TopicPartition, OffsetAndMetadata> news = offsets.tell();
        if (news.isEmpty()) {
            return;
        }
        consumer.commitAsync(news, (heard, failure) -> {
            if (failure != null) {
                LOG.debugf("offsets not committed, will be again: %s", failure.getMessage());
                offsets.unheard(heard);
            }
        });
    }

    private void collectDone() {
        lanes.values().forEach(lane -> offsets.done(lane.takeDone()));
    }

    /** Lets the batches at work finish, drops what waits, and says how far the partitions are done. */
    private Map<TopicPartition, OffsetAndMetadata> release(Collection<TopicPartition> partitions) {
        Set<TopicPartition> gone = Set.copyOf(partitions);
        gone.stream().map(this::lane).distinct().forEach(lane -> lane.release(gone));
        paused.removeAll(gone);
        collectDone();
        return offsets.release(gone);
    }

    private void commitNow(Map<TopicPartition, OffsetAndMetadata> done) {
        try {
            consumer.commitSync(done, COMMIT_WITHIN);
        } catch (WakeupException e) {
            // It was meant for the loop, which will see that it shall stop; but these offsets must not be lost by it.
            consumer.commitSync(done, COMMIT_WITHIN);
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> done = release(partitions);
            try {
                commitNow(done);
            } catch (KafkaException e) {
                // Nothing is lost by it: messages may come again, and their fences know them.
                LOG.warnf("offsets of %s not committed, some messages may come again: %s", done, e.getMessage());
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warnf("%s: lost %d partitions, some messages may come again", topic.topicName(), partitions.size());
            release(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debugf("%s: %d more partitions are ours", topic.topicName(), partitions.size());
            works.forEach(LaneWork::doubt);
        }
    }
}
