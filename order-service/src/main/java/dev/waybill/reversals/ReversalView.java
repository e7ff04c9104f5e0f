package dev.waybill.reversals;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.orders.OrderJson;
import dev.waybill.reversals.ReversalRow.Kind;
import dev.waybill.reversals.ReversalRow.Line;
import dev.waybill.reversals.ReversalRow.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cancel or a return as the API shows it.
 *
 * @param progress {@code WAITING} for another change of the order to end, {@code RUNNING}, or {@code DONE}
 * @param lines what comes back; empty for an order that was cancelled before it was confirmed
 * @param refund what is given back, in the currency's minor unit
 * @param note the caller's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReversalView(
        UUID id,
        UUID orderId,
        Progress progress,
        List<Line> lines,
        long refund,
        String currency,
        String reason,
        @Nullable String note,
        Instant requestedAt,
        @Nullable Instant begunAt,
        @Nullable Instant endedAt) {

    /** How far it is. */
    public enum Progress {
        WAITING,
        RUNNING,
        DONE
    }

    /** As it is read. */
    record Row(
            UUID id,
            UUID orderId,
            Kind kind,
            State state,
            @Nullable Instant endedAt,
            String lines,
            long refund,
            String currency,
            String reason,
            @Nullable String note,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant begunAt) {

        boolean is(Kind other) {
            return kind == other;
        }

        ReversalView view() {
            return new ReversalView(
                    id,
                    orderId,
                    state == State.WAITING ? Progress.WAITING : endedAt == null ? Progress.RUNNING : Progress.DONE,
                    List.of(OrderJson.read(lines, Line[].class)),
                    refund,
                    currency,
                    reason,
                    note,
                    requestedAt,
                    begunAt,
                    endedAt);
        }
    }
}
