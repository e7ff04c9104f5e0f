package dev.waybill.contracts;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that follow from what a message says: whoever says the same thing again, after a crash or a time-out, says it under
 * the same id, and a reader may drop the repeat. Name-based UUIDs of RFC 9562, version 3.
 */
public final class MessageId {
    private MessageId() {}

    /** The id of a command or reply: one per type and request. */
    public static UUID of(MessageType type, Request request) {
        return named(
                type, request.sagaId() + "/" + request.step() + "/" + request.attempt() + "/" + request.participant());
    }

    /** The id of an event: one per type and cause, such as the saga that made it true. */
    public static UUID of(MessageType type, UUID cause) {
        return named(type, cause.toString());
    }

    private static UUID named(MessageType type, String name) {
        return UUID.nameUUIDFromBytes((type.wireName() + "/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
