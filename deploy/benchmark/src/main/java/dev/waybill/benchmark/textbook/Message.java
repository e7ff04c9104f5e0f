package dev.waybill.benchmark.textbook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.benchmark.shop.PlaceOrder.Line;
import dev.waybill.benchmark.shop.TimeOrderedId;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command, a reply or an event.
 *
 * @param id the same in every repeat
 * @param amount to be authorized, in minor units
 * @param units to be reserved, in the order of their SKUs
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Message(
        UUID id,
        MessageType type,
        UUID order,
        long amount,
        @Nullable String currency,
        @Nullable String token,
        @Nullable List<Line> units,
        @Nullable String reason) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Message of(MessageType type, UUID order) {
        return because(type, order, null);
    }

    static Message because(MessageType type, UUID order, @Nullable String reason) {
        return new Message(TimeOrderedId.next(), type, order, 0, null, null, null, reason);
    }

    static Message reserve(UUID order, List<Line> units) {
        return new Message(TimeOrderedId.next(), MessageType.RESERVE_STOCK, order, 0, null, null, units, null);
    }

    static Message authorize(UUID order, long amount, String currency, String token) {
        return new Message(
                TimeOrderedId.next(), MessageType.AUTHORIZE_PAYMENT, order, amount, currency, token, null, null);
    }

    static Message read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Message.class);
        } catch (IOException e) {
            throw new IllegalStateException("not a message", e);
        }
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
