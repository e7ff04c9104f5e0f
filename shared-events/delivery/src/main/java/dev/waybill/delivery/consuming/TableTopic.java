package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.consuming.MessageReader.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads a compacted topic whole, from its beginning and then for ever, so that a replica has a copy of what it says in
 * memory. A record that can't be read is skipped with a warning: its successor, or the next compaction, mends it.
 */
public final class TableTopic<M extends Message> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TableTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Topic topic;
    private final Consumer<byte[], byte[]> consumer;
    private final MessageReader<M> reader;
    private final java.util.function.Consumer<M> target;
    private final Thread loop;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean caughtUp;

    /**
     * @param target is given every message; must not throw
     */
    public TableTopic(
            Topic topic, Class<M> expected, Consumer<byte[], byte[]> consumer, java.util.function.Consumer<M> target) {
        this.topic = topic;
        this.consumer = consumer;
        this.reader = new MessageReader<>(expected, null);
        this.target = target;
        this.loop = Thread.ofPlatform().name("read-" + topic.topicName()).unstarted(this::run);
    }

    public TableTopic<M> start() {
        loop.start();
        return this;
    }

    /** Whether everything has been read that was there when reading began. */
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void close() {
        stop.countDown();
        consumer.wakeup();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Map<TopicPartition, Long> ends = assign();
            while (!stopping()) {
                readOnce(ends);
            }
        } catch (WakeupException e) {
            LOG.debugf("woken up to stop reading %s", topic.topicName());
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "reading %s has ended through a bug", topic.topicName());
        } finally {
            consumer.close();
        }
    }

    /** From the beginning of all partitions; returns where each ends now. */
    private Map<TopicPartition, Long> assign() {
        while (!stopping()) {
            try {
                List<PartitionInfo> known = consumer.partitionsFor(topic.topicName());
                if (!known.isEmpty()) {
                    List<TopicPartition> partitions = known.stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
                    consumer.assign(partitions);
                    consumer.seekToBeginning(partitions);
                    return new HashMap<>(consumer.endOffsets(partitions));
                }
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException | IllegalStateException e) {
                LOG.debugf("%s is not there yet: %s", topic.topicName(), e.getMessage());
            }
            await();
        }
        return Map.of();
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void await() {
        try {
            stop.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /**
     * @param ends of partitions that have not been read that far yet
     */
    private void readOnce(Map<TopicPartition, Long> ends) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                switch (reader.read(record)) {
                    case Reading.Good<M>(Received<M> received) -> target.accept(received.message());
                    case Reading.Bad<M>(String cause, String detail) ->
                        LOG.warnf(
                                "skipped %s/%d at %d: %s", record.topic(), record.partition(), record.offset(), detail);
                }
            }
            if (!caughtUp) {
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                caughtUp = ends.isEmpty();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("reading %s: %s", topic.topicName(), e.getMessage());
            await();
        }
    }
}
