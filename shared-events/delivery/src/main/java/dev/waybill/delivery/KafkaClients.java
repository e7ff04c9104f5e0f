package dev.waybill.delivery;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients, each with the settings that the promises rest on.
 *
 * @param connection what every client needs to reach the broker: {@code bootstrap.servers}, security
 */
public record KafkaClients(Map<String, String> connection) {

    /** What the producer sends at most, with key and headers. */
    public static final int LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;

    public KafkaClients {
        connection = Map.copyOf(connection);
    }

    /** Keeps the order of what it is given, and never gives a record up while the process lives. */
    public Producer<byte[], byte[]> producer() {
        Properties settings = base();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        // With two on the way, a new producer's first batch may be refused by a broker that is becoming leader, and its
        // second taken: then the first is out of order, and repeated without an end (KAFKA-14359).
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        // A record that expired while its successor did not would break the order of their key.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(Integer.MAX_VALUE));
        // A full buffer means that the broker is away; the outbox keeps the rest.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(32 * 1024 * 1024));
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(64 * 1024));
        // A batch hands over its messages one by one: together they are one request instead of five.
        // Behind few the relay does not let it pass.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "2");
        // Not compressed, unless the connection says so: a partition has a message or two of each request, and for
        // those lz4 takes buffers of 64 KB, here and in the broker again.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(LARGEST_MESSAGE_BYTES));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A member of a group, from the beginning of what it has not seen; offsets are committed by hand. */
    public Consumer<byte[], byte[]> consumer(String group) {
        Properties settings = readerSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A reader on its own, for topics that every replica reads whole. */
    public Consumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(readerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin() {
        Properties settings = base();
        settings.put("request.timeout.ms", "5000");
        settings.put("default.api.timeout.ms", "10000");
        return Admin.create(settings);
    }

    private Properties readerSettings() {
        Properties settings = base();
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // A topic that is asked for too early must not come to be with the broker's idea of its partitions.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        // What one fetch brings has to fit into memory beside what waits, whoever sent it.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(16 * 1024 * 1024));
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "200");
        return settings;
    }

    private Properties base() {
        Properties settings = new Properties();
        settings.putAll(connection);
        // A broker that comes back should be found soon.
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        return settings;
    }
}
