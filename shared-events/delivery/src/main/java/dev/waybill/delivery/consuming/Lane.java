package dev.waybill.delivery.consuming;

import dev.waybill.delivery.gathering.Gathering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one shard's partitions, on their way through. While one batch is being written, the next gathers, so that
 * batches grow with the load and nothing waits without it. A shard that is away holds up its own lane only.
 */
final class Lane {

    private final Outage outage;
    private final int batchSize;
    private final BatchWork work;
    private final Executor executor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Backlog waiting = new Backlog();
    /** Of the lane's own thread, while it has one. */
    private final Map<TopicPartition, OffsetAndMetadata> unsettled = new HashMap<>();

    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private boolean running;
    private boolean stopping;

    /** How many the next batch takes: fewer after a failure, since a batch may also be too much for the deadline. */
    private int take;

    /** Whether what handling left could not be done the last time. */
    private boolean stuck;

    /**
     * @param name the shard's, for people
     */
    Lane(String name, int batchSize, BatchWork work, Executor executor) {
        this.outage = new Outage(name);
        this.batchSize = batchSize;
        this.take = batchSize;
        this.work = work;
        this.executor = executor;
    }

    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        lock.lock();
        try {
            waiting.add(records);
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
            return waiting.bytes();
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
            waiting.drop(partitions);
            unsettled.keySet().removeAll(partitions);
            work.forget(partitions);
            if (waiting.isEmpty() && unsettled.isEmpty()) {
                outage.forgotten();
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
            gather(batch.size(), took);
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
            outage.over();
        } catch (Throwable e) {
            stuck = true;
            outage.failed(unsettled.size() + " partitions wait to be settled on", e);
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

    /** Behind a batch that was not small another is likely, whether it waits already or not; see {@link Gathering}. */
    private void gather(int handled, long took) {
        if (size() < batchSize) {
            Gathering.letMoreCome(handled, took);
        }
    }

    /** The next batch; empty if there is none, or the lane shall stop. */
    private List<ConsumerRecord<byte[], byte[]>> next() {
        lock.lock();
        try {
            return stopping ? List.of() : waiting.take(take);
        } finally {
            lock.unlock();
        }
    }

    private boolean handled(List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            work.handle(batch);
            if (!stuck) {
                outage.over();
            }
            take = Math.min(batchSize, take * 2);
            return true;
        } catch (Throwable e) {
            // An Error too: a lane that ends without a word would hold its partitions for ever.
            outage.failed(batch.size() + " messages wait for", e);
            take = Math.max(1, batch.size() / 2);
            return false;
        }
    }

    /** How long nothing could be handled, up to now; 0 if all goes well. */
    double waitedSeconds() {
        return outage.seconds();
    }

    /** Waits longer each time, unless the lane shall stop. */
    private void backOff() {
        lock.lock();
        try {
            long nanos = outage.waitNanos();
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
            waiting.putBack(batch);
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

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
