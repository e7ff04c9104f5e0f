package dev.waybill.benchmark.textbook;

import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One of a topic's consumers, with one partition: a record after the other, each in its own transaction.
 *
 * <p>Tuned: offsets are committed once for all records of a poll, since repeats are recognised.
 */
final class PartitionConsumer implements Runnable {
    private static final Logger LOG = System.getLogger(PartitionConsumer.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> kafka;
    private final TopicPartition partition;
    private final Taking taking;

    PartitionConsumer(String bootstrap, Topic topic, int partition, Taking taking) {
        this.kafka = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        topic.topicName(),
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.partition = new TopicPartition(topic.topicName(), partition);
        this.taking = taking;
    }

    /** What is done with a message; it may come again. */
    interface Taking {
        void take(Message message) throws SQLException;
    }

    /** Until {@link #stop()}. */
    @Override
    public void run() {
        kafka.assign(List.of(partition));
        try {
            while (true) {
                takeNext();
            }
        } catch (WakeupException stopped) {
            // What is left is dropped with the next start.
        } finally {
            kafka.close(CloseOptions.timeout(PATIENCE));
        }
    }

    private void takeNext() {
        List<ConsumerRecord<String, byte[]>> records = kafka.poll(PATIENCE).records(partition);
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                taking.take(Message.read(record.value()));
            } catch (SQLException | RuntimeException e) {
                LOG.log(Logger.Level.WARNING, "again from " + record.offset(), e);
                kafka.seek(partition, record.offset());
                return;
            }
        }
        if (!records.isEmpty()) {
            kafka.commitSync();
        }
    }

    void stop() {
        kafka.wakeup();
    }
}
