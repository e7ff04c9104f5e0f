package dev.waybill.letters;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Topic;
import dev.waybill.shards.RoutedId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as they come from a topic, each behind the last. */
final class Mail {

    static final Topic TOPIC = Topic.ORDER_REPLIES;

    private final AtomicLong place = new AtomicLong();

    /** An order of the shard of that number, of two. */
    static UUID order(int shard) {
        return RoutedId.create(TwoShards.slot(shard), Instant.now(), ThreadLocalRandom.current());
    }

    /** What is well about the order. */
    static byte[] data(UUID order) {
        return MessageCodec.encode(
                new Reply.PaymentAuthorized(new Request(order, "authorize-payment", 1, 0), "acme", order));
    }

    ConsumerRecord<byte[], byte[]> record(UUID order, UUID message) {
        return record(order, message, data(order));
    }

    ConsumerRecord<byte[], byte[]> record(UUID order, UUID message, byte[] data) {
        byte[] key = order.toString().getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                TOPIC.topicName(),
                TOPIC.partitionOfSlot(RoutedId.slotOf(order)),
                place.getAndIncrement(),
                1_000_000,
                TimestampType.CREATE_TIME,
                key.length,
                data.length,
                key,
                data,
                headers(order, message),
                Optional.empty());
    }

    private static RecordHeaders headers(UUID order, UUID message) {
        RecordHeaders headers = new RecordHeaders();
        new Envelope(
                        message,
                        "/test",
                        MessageType.PAYMENT_AUTHORIZED.wireName(),
                        order.toString(),
                        Instant.now(),
                        null,
                        null)
                .toHeaders()
                .forEach(headers::add);
        return headers;
    }
}
