package dev.waybill.delivery.consuming;

import dev.waybill.shards.Shard;
import dev.waybill.shards.SqlFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The records of one shard's partitions, on their way through. While one batch is being written, the next gathers, so that
 * batches grow with the load and nothing waits without it. A shard that is away holds up its own lane only.
 */
final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Shard shard;
    private final int batchSize;
    private final Consumer<List<ConsumerRecord<byte[], byte[]>>> handler;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private boolean running;
    private boolean stopping;

    /**
     * @param handler does a batch completely, or throws a transient failure
     */
    Lane(Shard shard, int batchSize, Consumer<List<ConsumerRecord<byte[], byte[]>>> handler, Executor executor) {
        this.shard = shard;
        this.batchSize = batchSize;
        this.handler = handler;
        this.executor = executor;
    }

    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        lock.lock();
        try {
            waiting.addAll(records);
            if (!running && !stopping) {
                running = true;
                executor.execute(this::drain);
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Offsets up to which everything is done, since the last call. */
    Map<TopicPartition, OffsetAndMetadata> takeDone() {
        lock.lock();
        try {
            Map<TopicPartition, OffsetAndMetadata> taken = Map.copyOf(done);
            done.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits from partitions that go elsewhere, and waits until the batch at work is done or given up. */
    void release(Set<TopicPartition> partitions) {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
            while (running) {
                changed.awaitUninterruptibly();
            }
            stopping = false;
            waiting.removeIf(record -> partitions.contains(partition(record)));
            if (!waiting.isEmpty()) {
                running = true;
                executor.execute(this::drain);
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        for (List<ConsumerRecord<byte[], byte[]>> batch = next(); !batch.isEmpty(); batch = next()) {
            if (handleOrGiveUp(batch)) {
                markDone(batch);
            } else {
                putBack(batch);
            }
        }
    }

    /** The next batch; empty, and the lane at rest, if there is none or it shall stop. */
    private List<ConsumerRecord<byte[], byte[]>> next() {
        lock.lock();
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(Math.min(waiting.size(), batchSize));
            while (!stopping && batch.size() < batchSize && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            if (batch.isEmpty()) {
                running = false;
                changed.signalAll();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean handleOrGiveUp(List<ConsumerRecord<byte[], byte[]>> batch) {
        Duration wait = FIRST_WAIT;
        boolean away = false;
        while (true) {
            try {
                handler.accept(batch);
                if (away) {
                    LOG.infof("shard %s is back", shard.name());
                }
                return true;
            } catch (RuntimeException e) {
                if (!away) {
                    away = true;
                    report(batch, e);
                }
            }
            if (stoppedWithin(wait)) {
                return false;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private void report(List<ConsumerRecord<byte[], byte[]>> batch, RuntimeException failure) {
        if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            LOG.warnf("%d messages wait for shard %s: %s", batch.size(), shard.name(), failure.getMessage());
        } else {
            LOG.errorf(failure, "%d messages of shard %s can't be handled now", batch.size(), shard.name());
        }
    }

    private boolean stoppedWithin(Duration wait) {
        lock.lock();
        try {
            long nanos = wait.toNanos();
            while (!stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(List<ConsumerRecord<byte[], byte[]>> batch) {
        lock.lock();
        try {
            batch.reversed().forEach(waiting::addFirst);
        } finally {
            lock.unlock();
        }
    }

    private void markDone(List<ConsumerRecord<byte[], byte[]>> batch) {
        lock.lock();
        try {
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                done.put(partition(record), new OffsetAndMetadata(record.offset() + 1));
            }
        } finally {
            lock.unlock();
        }
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
