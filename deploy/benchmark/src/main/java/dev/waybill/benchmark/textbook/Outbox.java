package dev.waybill.benchmark.textbook;

import dev.waybill.benchmark.shop.ShopDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Messages wait in a table and are published by polling it: each 100 ms up to a hundred of them are locked, sent, and
 * deleted when the broker has them ({@code acks=all}, idempotent).
 *
 * <p>Tuned: a batch is one flush, a full one is followed by the next at once, and the locks let several publishers work on
 * one table.
 */
final class Outbox implements AutoCloseable {
    static final String TABLE = """
            CREATE TABLE outbox (
              position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              topic    text  NOT NULL,
              key      text  NOT NULL,
              message  bytea NOT NULL
            ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
              autovacuum_analyze_threshold = 2000000000);
            """;
    static final long EVERY_MS = 100;
    private static final int BATCH_SIZE = 100;
    private static final String ADD = "INSERT INTO outbox (topic, key, message) VALUES (?, ?, ?)";
    private static final String LOCK = """
            SELECT position, topic, key, message FROM outbox ORDER BY position LIMIT %d FOR UPDATE SKIP LOCKED
            """.formatted(BATCH_SIZE);
    private static final String DELETE = "DELETE FROM outbox WHERE position = ANY(?)";

    private final ShopDatabase database;
    private final KafkaProducer<String, byte[]> producer;

    Outbox(ShopDatabase database, String kafka) {
        this.database = database;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "enable.idempotence", "true"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Part of the caller's transaction; one round trip. */
    static void add(Connection connection, List<Message> messages) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (Message message : messages) {
                statement.setString(1, message.type().topic().topicName());
                statement.setString(2, message.order().toString());
                statement.setBytes(3, message.bytes());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Publishes what is there. */
    void runOnce() throws SQLException {
        while (database.inTransaction(this::publishBatch) == BATCH_SIZE) {}
    }

    private int publishBatch(Connection connection) throws SQLException {
        List<Long> positions = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                positions.add(rows.getLong(1));
                sent.add(producer.send(new ProducerRecord<>(rows.getString(2), rows.getString(3), rows.getBytes(4))));
            }
        }
        if (!positions.isEmpty()) {
            acknowledged(sent);
            delete(connection, positions);
        }
        return positions.size();
    }

    private void acknowledged(List<Future<RecordMetadata>> sent) {
        producer.flush();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the broker did not take a message", e);
        }
    }

    private static void delete(Connection connection, List<Long> positions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
