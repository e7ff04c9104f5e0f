package dev.waybill.simulation.running;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageCodec.Decoded;
import dev.waybill.delivery.outbox.OutboxMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that was written with what caused it. */
public final class OutboxRow {

    private final long position;
    private final OutboxMessage message;
    private final Outbox outbox;
    private final long createdAt;
    private final List<OutboxRow> older;
    private @Nullable Message decoded;

    OutboxRow(long position, OutboxMessage message, Outbox outbox, long createdAt, List<OutboxRow> older) {
        this.position = position;
        this.message = message;
        this.outbox = outbox;
        this.createdAt = createdAt;
        this.older = older;
    }

    long position() {
        return position;
    }

    public OutboxMessage message() {
        return message;
    }

    Outbox outbox() {
        return outbox;
    }

    long createdAt() {
        return createdAt;
    }

    /** Those of the same key that were waiting when it was written. */
    List<OutboxRow> older() {
        return older;
    }

    /** What its readers read. */
    public Message read() {
        if (decoded == null) {
            decoded = switch (MessageCodec.decode(message.type(), message.data())) {
                case Decoded.Known(Message known) -> known;
                case Decoded.UnknownType(String type) -> throw new IllegalStateException("unknown type " + type);
                case Decoded.Unreadable(String type, String cause) ->
                    throw new IllegalStateException("unreadable " + type + ": " + cause);
            };
        }
        return decoded;
    }
}
