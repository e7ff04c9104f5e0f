package dev.waybill.delivery.consuming;

import dev.waybill.delivery.gathering.Gathering;
import dev.waybill.shards.SqlFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private static final long REPORT_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final int batchSize;
    private final Consumer<List<ConsumerRecord<byte[], byte[]>>> handler;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private boolean running;
    private boolean stopping;

    /** How many the next batch takes: fewer after a failure, since a batch may also be too much for the deadline. */
    private int take;

    private int failures;

    /** Since when its messages wait, by {@link System#nanoTime}; 0 if they don't. */
    private volatile long waitingSince;

    private long reportedAt;

    /**
     * @param name the shard's, for people
     * @param handler does a batch completely, or throws a transient failure
     */
    Lane(String name, int batchSize, Consumer<List<ConsumerRecord<byte[], byte[]>>> handler, Executor executor) {
        this.name = name;
        this.batchSize = batchSize;
        this.take = batchSize;
        this.handler = handler;
        this.executor = executor;
    }

    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        lock.lock();
        try {
            waiting.addAll(records);
            if (!running && !stopping) {
                executor.execute(this::drain);
                running = true;
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
            if (waiting.isEmpty()) {
                waitingSince = 0;
            } else {
                executor.execute(this::drain);
                running = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        for (List<ConsumerRecord<byte[], byte[]>> batch = next(); !batch.isEmpty(); batch = next()) {
            long begun = System.nanoTime();
            if (handled(batch)) {
                markDone(batch);
                gather(System.nanoTime() - begun);
            } else {
                putBack(batch);
                backOff();
            }
        }
    }

    private void gather(long took) {
        int size = size();
        if (size > 0 && size < batchSize) {
            Gathering.letMoreCome(took);
        }
    }

    /** The next batch; empty, and the lane at rest, if there is none or it shall stop. */
    private List<ConsumerRecord<byte[], byte[]>> next() {
        lock.lock();
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(Math.min(waiting.size(), take));
            while (!stopping && batch.size() < take && !waiting.isEmpty()) {
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

    private boolean handled(List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            handler.accept(batch);
            if (failures > 0) {
                LOG.infof("shard %s is back", name);
            }
            failures = 0;
            waitingSince = 0;
            take = Math.min(batchSize, take * 2);
            return true;
        } catch (Throwable e) {
            // An Error too: a lane that ends without a word would hold its partitions for ever.
            report(batch, e);
            failures++;
            take = Math.max(1, batch.size() / 2);
            return false;
        }
    }

    /** How long nothing could be handled, up to now; 0 if all goes well. */
    double waitedSeconds() {
        long since = waitingSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
    }

    /** At the beginning of an outage, and each minute of it. */
    private void report(List<ConsumerRecord<byte[], byte[]>> batch, Throwable failure) {
        long now = System.nanoTime();
        boolean again = failures > 0 && now - reportedAt < REPORT_EVERY_NANOS;
        reportedAt = again ? reportedAt : now;
        waitingSince = failures > 0 ? waitingSince : now;
        if (again) {
            LOG.debugf(failure, "%d messages wait for shard %s", batch.size(), name);
        } else if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            LOG.warnf("%d messages wait for shard %s: %s", batch.size(), name, failure.getMessage());
        } else {
            LOG.errorf(failure, "%d messages of shard %s can't be handled now", batch.size(), name);
        }
    }

    /** Waits longer each time, unless the lane shall stop. */
    private void backOff() {
        lock.lock();
        try {
            long millis = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(failures - 1, 10));
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
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
