package dev.waybill.delivery;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Topic;
import dev.waybill.shards.RoutedId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages as services send them. */
public final class TestMessages {

    private TestMessages() {}

    /** Any reply about an order of that slot. */
    public static Reply replyOfSlot(int slot) {
        return replyOfSlot(slot, "acme");
    }

    public static Reply replyOfSlot(int slot, String tenant) {
        UUID order = RoutedId.create(slot, Instant.now(), ThreadLocalRandom.current());
        return new Reply.StockReleased(new Request(UUID.randomUUID(), "reserve-stock", 1, 0), tenant, order);
    }

    public static int slotOf(Reply reply) {
        return RoutedId.slotOf(reply.orderId());
    }

    /** On the partition where it belongs. */
    public static ProducerRecord<byte[], byte[]> record(Topic topic, Reply reply) {
        return record(topic, topic.partitionOfSlot(slotOf(reply)), reply);
    }

    public static ProducerRecord<byte[], byte[]> record(Topic topic, int partition, Message message) {
        return record(topic, partition, MessageType.of(message).wireName(), MessageCodec.encode(message));
    }

    public static ProducerRecord<byte[], byte[]> record(Topic topic, int partition, String type, byte[] data) {
        ProducerRecord<byte[], byte[]> record = bare(topic, partition, data);
        new Envelope(UUID.randomUUID(), "/test", type, "subject", Instant.now(), null, null)
                .toHeaders()
                .forEach(record.headers()::add);
        return record;
    }

    /** As a service sends it: about its order, under its key. */
    public static ProducerRecord<byte[], byte[]> aboutItsOrder(Topic topic, Reply reply) {
        return aboutItsOrder(topic, reply, MessageCodec.encode(reply));
    }

    /** With other data. */
    public static ProducerRecord<byte[], byte[]> aboutItsOrder(Topic topic, Reply reply, byte[] data) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.topicName(),
                topic.partitionOfSlot(slotOf(reply)),
                reply.key().getBytes(StandardCharsets.UTF_8),
                data);
        String type = MessageType.of(reply).wireName();
        new Envelope(UUID.randomUUID(), "/test", type, reply.subject(), Instant.now(), null, null)
                .toHeaders()
                .forEach(record.headers()::add);
        return record;
    }

    /** Another about the same order. */
    public static Reply next(Reply reply, String tenant) {
        return new Reply.StockReleased(new Request(UUID.randomUUID(), "reserve-stock", 1, 0), tenant, reply.orderId());
    }

    /** Without a single header. */
    public static ProducerRecord<byte[], byte[]> bare(Topic topic, int partition, byte[] data) {
        return new ProducerRecord<>(topic.topicName(), partition, "key".getBytes(StandardCharsets.UTF_8), data);
    }
}
