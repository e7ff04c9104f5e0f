package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MalformedEnvelopeException;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageCodec.Decoded;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as the messages that a topic is there for. Pure.
 *
 * @param expected what the topic carries
 * @param partition the partition that a message belongs on; elsewhere it would meet the wrong shard; null if any will do
 */
public record MessageReader<M extends Message>(
        Class<M> expected, @Nullable ToIntFunction<M> partition) {

    /** What came of it. */
    public sealed interface Reading<M extends Message> {
        record Good<M extends Message>(Received<M> received) implements Reading<M> {}

        record Bad<M extends Message>(String cause, String detail) implements Reading<M> {}
    }

    public Reading<M> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Envelope envelope = Envelope.fromHeaders(name -> lastValue(record, name));
            byte[] data = record.value() == null ? new byte[0] : record.value();
            return switch (MessageCodec.decode(envelope.type(), data)) {
                case Decoded.Known known -> accept(known.message(), envelope, record);
                case Decoded.UnknownType unknown -> bad("unknown_type", "no message is called " + unknown.type());
                case Decoded.Unreadable unreadable ->
                    bad("unreadable", "not a %s: %s".formatted(unreadable.type(), unreadable.cause()));
            };
        } catch (MalformedEnvelopeException e) {
            return bad("malformed_envelope", e.getMessage());
        }
    }

    private Reading<M> accept(Message message, Envelope envelope, ConsumerRecord<byte[], byte[]> record) {
        if (!expected.isInstance(message)) {
            return bad("unexpected_type", "%s does not belong on %s".formatted(envelope.type(), record.topic()));
        }
        M mine = expected.cast(message);
        try {
            int home = partition == null ? record.partition() : partition.applyAsInt(mine);
            return home == record.partition()
                    ? new Reading.Good<>(new Received<>(mine, envelope, record))
                    : bad("misrouted", "it belongs on partition %d".formatted(home));
        } catch (RuntimeException e) {
            // Whatever it is that the message says: it must not stop its neighbours.
            return bad("misrouted", e.toString());
        }
    }

    private Reading<M> bad(String cause, @Nullable String detail) {
        return new Reading.Bad<>(cause, String.valueOf(detail));
    }

    private static byte @Nullable [] lastValue(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
