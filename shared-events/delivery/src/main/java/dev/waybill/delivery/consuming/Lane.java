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

    /** A batch of more takes no more records: they may be megabytes each, and are read and written whole. */
    private static final long BATCH_BYTES = 8 * 1024 * 1024;

    private final String name;
    private final int batchSize;
    private final BatchWork work;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    /** Of the lane's own thread, while it has one. */
    private final Map<TopicPartition, OffsetAndMetadata> unsettled = new HashMap<>();

    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private long bytes;
    private boolean running;
    private boolean stopping;

    /** How many the next batch takes: fewer after a failure, since a batch may also be too much for the deadline. */
    private int take;

    private int failures;

    /** Whether what handling left could not be done the last time. */
    private boolean stuck;

    /** Since when its messages wait, by {@link System#nanoTime}; 0 if they don't. */
    private volatile long waitingSince;

    private long reportedAt;

    /**
     * @param name the shard's, for people
     */
    Lane(String name, int batchSize, BatchWork work, Executor executor) {
        this.name = name;
        this.batchSize = batchSize;
        this.take = batchSize;
        this.work = work;
        this.executor = executor;
    }

    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        lock.lock();
        try {
            waiting.addAll(records);
            records.forEach(record -> bytes += bytesOf(record));
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

    /** What waits, in bytes of its payloads. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
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
            bytes = waiting.stream().mapToLong(Lane::bytesOf).sum();
            unsettled.keySet().removeAll(partitions);
            work.forget(partitions);
            if (waiting.isEmpty() && unsettled.isEmpty()) {
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
        do {
            for (List<ConsumerRecord<byte[], byte[]>> batch = next(); !batch.isEmpty(); batch = next()) {
                drain(batch);
            }
            settle(true);
        } while (!rests());
    }

    private void drain(List<ConsumerRecord<byte[], byte[]>> batch) {
        long begun = System.nanoTime();
        if (handled(batch)) {
            batch.forEach(record -> unsettled.put(partition(record), new OffsetAndMetadata(record.offset() + 1)));
            long took = System.nanoTime() - begun;
            settle(false);
            gather(took);
        } else {
            putBack(batch);
            backOff();
        }
    }

    /** What fails stays unsettled, and has its next try behind the next batch, or at once if there is none. */
    private void settle(boolean now) {
        if (unsettled.isEmpty()) {
            return;
        }
        try {
            if (work.settle(now)) {
                markDone();
            }
            stuck = false;
            wellAgain();
        } catch (Throwable e) {
            stuck = true;
            report(unsettled.size() + " partitions wait to be settled on", e);
            failures++;
            backOff();
        }
    }

    /** Whether there is nothing to do any more, or it shall stop. */
    private boolean rests() {
        lock.lock();
        try {
            if (!stopping && (!waiting.isEmpty() || !unsettled.isEmpty())) {
                return false;
            }
            running = false;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void gather(long took) {
        int size = size();
        if (size > 0 && size < batchSize) {
            Gathering.letMoreCome(took);
        }
    }

    /** The next batch; empty if there is none, or the lane shall stop. */
    private List<ConsumerRecord<byte[], byte[]>> next() {
        lock.lock();
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(Math.min(waiting.size(), take));
            long before = bytes;
            while (!stopping && batch.size() < take && before - bytes < BATCH_BYTES && !waiting.isEmpty()) {
                batch.add(waiting.remove());
                bytes -= bytesOf(batch.getLast());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean handled(List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            work.handle(batch);
            if (!stuck) {
                wellAgain();
            }
            take = Math.min(batchSize, take * 2);
            return true;
        } catch (Throwable e) {
            // An Error too: a lane that ends without a word would hold its partitions for ever.
            report(batch.size() + " messages wait for", e);
            failures++;
            take = Math.max(1, batch.size() / 2);
            return false;
        }
    }

    private void wellAgain() {
        if (failures > 0) {
            LOG.infof("shard %s is back", name);
        }
        failures = 0;
        waitingSince = 0;
    }

    /** How long nothing could be handled, up to now; 0 if all goes well. */
    double waitedSeconds() {
        long since = waitingSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
    }

    /** At the beginning of an outage, and each minute of it. */
    private void report(String what, Throwable failure) {
        long now = System.nanoTime();
        boolean again = failures > 0 && now - reportedAt < REPORT_EVERY_NANOS;
        reportedAt = again ? reportedAt : now;
        waitingSince = failures > 0 ? waitingSince : now;
        if (again) {
            LOG.debugf(failure, "%s shard %s", what, name);
        } else if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            LOG.warnf("%s shard %s: %s", what, name, failure.getMessage());
        } else {
            LOG.errorf(failure, "%s shard %s, which is a bug", what, name);
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
            batch.forEach(record -> bytes += bytesOf(record));
        } finally {
            lock.unlock();
        }
    }

    private void markDone() {
        lock.lock();
        try {
            done.putAll(unsettled);
            unsettled.clear();
        } finally {
            lock.unlock();
        }
    }

    private static long bytesOf(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
