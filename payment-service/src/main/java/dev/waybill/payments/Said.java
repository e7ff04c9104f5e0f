package dev.waybill.payments;

import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reply, and the payment or refund that it is about.
 *
 * @param cause the id of what it is about
 * @param traceparent of what it answers
 */
public record Said(UUID cause, Reply reply, @Nullable String traceparent) {

    /** The same for every repeat of the reply. */
    public UUID messageId() {
        return MessageId.of(MessageType.of(reply), reply.request());
    }
}
