package dev.waybill.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.audit.EventBooks.Event;
import dev.waybill.audit.Leftovers.DeadLetter;
import dev.waybill.audit.Leftovers.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics from their beginning to where they end now. */
final class TopicLog {
    private static final String EVENTS = "order.events.v1";
    private static final String DEAD = ".dlq";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;

    TopicLog(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    EventBooks events() {
        return new EventBooks(read(topic -> topic.equals(EVENTS), TopicLog::event));
    }

    /** @param replayed where those came from that have been handled since: their topic keeps them all the same */
    List<DeadLetter> deadLetters(Set<Place> replayed) {
        return read(topic -> topic.endsWith(DEAD), record -> deadLetter(record, replayed));
    }

    private <T> List<T> read(Function<String, Boolean> wanted, Function<ConsumerRecord<byte[], byte[]>, T> reading) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false", "max.poll.records", "5000");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> wanted.apply(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<T> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> all.add(reading.apply(record)));
            }
            return all;
        }
    }

    private static Event event(ConsumerRecord<byte[], byte[]> record) {
        JsonNode data = json(record);
        String sequence = header(record, "ce_sequence");
        return new Event(
                record.partition(),
                String.valueOf(header(record, "ce_id")),
                String.valueOf(header(record, "ce_type")),
                UUID.fromString(data.path("orderId").asText()),
                sequence == null ? null : Long.valueOf(sequence),
                data.path("total").path("amount").asLong(),
                data.path("reason").asText(null),
                data.has("returnId") ? UUID.fromString(data.path("returnId").asText()) : null,
                data.path("refund").path("amount").asLong());
    }

    private static DeadLetter deadLetter(ConsumerRecord<byte[], byte[]> record, Set<Place> replayed) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        String cause = header(record, "dead-letter-cause") + ": " + header(record, "dead-letter-detail");
        return new DeadLetter(record.topic(), key, cause, replayed.contains(origin(record)));
    }

    private static Place origin(ConsumerRecord<byte[], byte[]> letter) {
        return new Place(
                String.valueOf(header(letter, "dead-letter-topic")),
                Integer.parseInt(String.valueOf(header(letter, "dead-letter-partition"))),
                Long.parseLong(String.valueOf(header(letter, "dead-letter-offset"))));
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new IllegalStateException("no JSON on " + record.topic() + " at " + record.offset(), e);
        }
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
