package dev.waybill.testing;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning. */
public final class TopicReader<M extends Message> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Class<M> type;
    private final Consumer<byte[], byte[]> consumer;

    public TopicReader(KafkaClients kafka, Topic topic, Class<M> type) {
        this.type = type;
        this.consumer = kafka.reader();
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * @param done is given each message, and says whether that was the last one wanted
     */
    public void readUntil(Predicate<M> done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean finished = false;
        while (!finished) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("what was waited for did not come within " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                finished |= done.test(read(record));
            }
        }
    }

    private M read(ConsumerRecord<byte[], byte[]> record) {
        String name = new String(record.headers().lastHeader(Envelope.TYPE).value(), StandardCharsets.UTF_8);
        if (MessageCodec.decode(name, record.value()) instanceof MessageCodec.Decoded.Known known) {
            return type.cast(known.message());
        }
        throw new AssertionError("unreadable: " + name);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
