package dev.waybill.reversals;

import dev.waybill.checkout.Restock;
import dev.waybill.contracts.OrderLine;
import dev.waybill.orders.OrderJson;
import dev.waybill.reversals.Reversals.Counted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cancel or a return, as it is stored.
 *
 * @param id also that of the saga that carries it out
 * @param lines what comes back, at the price that was paid, each with the order's line
 * @param restock the same by inventory shard
 * @param refund in the order's minor unit
 * @param authorizationAttempt by which the money was held
 */
public record ReversalRow(
        UUID id,
        UUID orderId,
        String tenant,
        Kind kind,
        State state,
        @Nullable String idempotencyKey,
        byte @Nullable [] fingerprint,
        String lines,
        String restock,
        long refund,
        int authorizationAttempt,
        String reason,
        @Nullable String note,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant begunAt) {

    /** What it takes back. */
    public enum Kind {
        /** All that is left of the order. */
        CANCEL,
        /** Some of it. */
        RETURN
    }

    /** How far it is. */
    public enum State {
        /** Another saga of the order has to end first. */
        WAITING,
        /** It has a saga of its own. */
        BEGUN,
        /** It has turned the order's saga round, which carries it out. */
        TURNED_ROUND
    }

    /** Units of one line of the order. */
    public record Line(int line, String sku, int quantity, long price) {
        OrderLine orderLine() {
            return new OrderLine(sku, quantity, price);
        }
    }

    ReversalRow begun(Instant now) {
        return new ReversalRow(
                id,
                orderId,
                tenant,
                kind,
                State.BEGUN,
                idempotencyKey,
                fingerprint,
                lines,
                restock,
                refund,
                authorizationAttempt,
                reason,
                note,
                requestedBy,
                requestedAt,
                now);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean waits() {
        return state == State.WAITING;
    }

    List<Line> readLines() {
        return List.of(OrderJson.read(lines, Line[].class));
    }

    List<Counted> counted() {
        return readLines().stream()
                .map(line -> new Counted(orderId, line.line(), line.quantity()))
                .toList();
    }

    Map<Integer, Restock> readRestock() {
        return Restock.read(restock);
    }
}
