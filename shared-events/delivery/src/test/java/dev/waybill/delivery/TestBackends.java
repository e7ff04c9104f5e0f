package dev.waybill.delivery;

import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import dev.waybill.shards.Slots;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Shards and a broker for a test, and a look at what is really on them. */
public final class TestBackends implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final List<Shards> opened = new ArrayList<>();
    private final KafkaClients kafka;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    public TestBackends() {
        this(TestServers.shared().kafkaBootstrap());
    }

    public TestBackends(String bootstrap) {
        kafka = new KafkaClients(Map.of("bootstrap.servers", bootstrap));
    }

    public KafkaClients kafka() {
        return kafka;
    }

    public SimpleMeterRegistry metrics() {
        return metrics;
    }

    /** Shards with an outbox and a table of what was handled; those whose database is missing are away. */
    public Shards shards(String... databases) {
        List<ShardSettings> settings = new ArrayList<>();
        int width = Slots.COUNT / databases.length;
        for (String database : databases) {
            SlotRange slots = new SlotRange(settings.size() * width, (settings.size() + 1) * width - 1);
            String url = TestServers.shared().postgresUrl(database);
            settings.add(new ShardSettings(url, slots, 4, Duration.ofSeconds(10)));
        }
        Shards shards = new Shards(settings, "test", List.of("db/delivery", "db/handled"), vertx, metrics);
        shards.open();
        opened.add(shards);
        return shards;
    }

    /** The numbers that a query's first column gives, on a connection of its own. */
    public static List<Long> ask(String database, String sql) {
        try (Connection connection = TestServers.shared().connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What no code of ours does. */
    public static void change(String database, String sql) {
        try (Connection connection = TestServers.shared().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that is on a topic now. */
    public List<ConsumerRecord<byte[], byte[]>> readAll(String topic, int partitions) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = kafka.reader()) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            reader.assign(all);
            reader.seekToBeginning(all);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            while (all.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                reader.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    public static String unique(String name) {
        return name + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public void close() {
        opened.forEach(Shards::close);
        vertx.close();
    }
}
