package dev.waybill.delivery.outbox;

import static org.awaitility.Awaitility.await;

import dev.waybill.contracts.Topic;
import dev.waybill.delivery.TestBackends;
import dev.waybill.delivery.Topics;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a producer that keeps a record for two minutes, unless it is told to send it. */
class HasteIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String key = TestBackends.unique("order");
    private final TestBackends backends = new TestBackends();
    private final Shard shard = migrated(backends);
    private final Producer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    TestServers.shared().kafkaBootstrap(),
                    "linger.ms",
                    "120000",
                    "delivery.timeout.ms",
                    "200000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final Relay relay = new Relay(producer, "/test", backends.metrics());

    @BeforeAll
    static void createTopic() {
        try (TestBackends backends = new TestBackends();
                Admin admin = backends.kafka().admin()) {
            Topics.createMissing(admin, List.of(Topic.ORDER_EVENTS));
        }
    }

    @AfterEach
    void close() {
        producer.close(Duration.ofSeconds(1));
        backends.close();
    }

    @Test
    void fewDoNotWaitForMore() {
        publish(1, 11);
        await().atMost(PATIENCE).until(() -> arrived() == 11);
    }

    @Test
    void andTakeAlongWhatWaits() {
        publish(1, 12);
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> arrived() == 0);
        publish(13, 13);
        await().atMost(PATIENCE).until(() -> arrived() == 13);
    }

    @Test
    void oneAfterAnotherIsSentEachTime() {
        for (int sequence = 1; sequence <= 5; sequence++) {
            int sent = sequence;
            publish(sent, sent);
            await().atMost(PATIENCE).until(() -> arrived() == sent);
        }
    }

    private void publish(long from, long to) {
        List<OutboxMessage> messages = Facts.about(key, from, to);
        relay.publish(
                shard,
                messages,
                shard.inTransaction(transaction -> transaction.send(Facts.EMIT, new Facts.Messages(messages))));
    }

    private long arrived() {
        return backends.readAll(Topic.ORDER_EVENTS.topicName(), Topic.ORDER_EVENTS.partitions()).stream()
                .filter(record -> key.equals(new String(record.key(), StandardCharsets.UTF_8)))
                .count();
    }

    private static Shard migrated(TestBackends backends) {
        String database = TestBackends.unique("haste");
        TestServers.shared().createDatabase(database);
        return backends.shards(database).all().getFirst();
    }
}
