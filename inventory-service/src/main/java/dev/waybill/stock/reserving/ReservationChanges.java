package dev.waybill.stock.reserving;

import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.stock.reserving.Reservations.State;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has decided, as the parameters of the statement that saves it.
 *
 * @param settled reservations that are changed, or extended
 * @param back the returns
 * @param messages caused by what is made, settled or taken back
 * @param repeats answers that were given before and are given again
 */
record ReservationChanges(
        List<Made> made,
        List<Settled> settled,
        List<Back> back,
        List<OutboxMessage> messages,
        List<OutboxMessage> repeats,
        Instant now,
        Instant expiresAt) {

    static ReservationChanges of(
            StockDecision decision,
            List<OutboxMessage> messages,
            List<OutboxMessage> repeats,
            Instant now,
            Instant expiresAt) {
        return new ReservationChanges(
                decision.made().stream().map(Made::of).toList(),
                settled(decision),
                decision.returns().stream().map(Back::of).toList(),
                messages,
                repeats,
                now,
                expiresAt);
    }

    private static List<Settled> settled(StockDecision decision) {
        return Stream.concat(
                        decision.settled().stream().map(fence -> Settled.of(decision.before(fence), fence)),
                        decision.extended().stream().map(fence -> Settled.of(fence, fence)))
                .toList();
    }

    record Made(
            UUID id,
            UUID sagaId,
            String step,
            int attempt,
            int participant,
            String tenant,
            UUID orderId,
            State state,
            String skus,
            String quantities,
            String returned,
            @Nullable StockRejectionReason reason,
            @Nullable String shortages) {

        static Made of(Fence fence) {
            Request request = fence.request();
            Reservation.Rejected rejected =
                    fence.reservation() instanceof Reservation.Rejected refusal ? refusal : null;
            return new Made(
                    fence.id(),
                    request.sagaId(),
                    request.step(),
                    request.attempt(),
                    request.participant(),
                    fence.tenant(),
                    fence.orderId(),
                    State.of(fence.reservation()),
                    skusOf(fence.reservation().lines()),
                    quantitiesOf(fence.reservation().lines()),
                    Objects.requireNonNullElse(returnedOf(fence.reservation()), "{}"),
                    rejected == null ? null : rejected.reason(),
                    rejected == null ? null : ShortagesJson.write(rejected.shortages()));
        }
    }

    /**
     * @param returned null if it stays as it is
     */
    record Settled(
            UUID id, State before, State state, @Nullable String returned) {
        static Settled of(Fence before, Fence after) {
            return new Settled(
                    after.id(),
                    State.of(before.reservation()),
                    State.of(after.reservation()),
                    returnedOf(after.reservation()));
        }
    }

    record Back(
            UUID id,
            UUID sagaId,
            String step,
            int attempt,
            int participant,
            String tenant,
            UUID orderId,
            UUID reservation,
            String skus,
            String quantities) {

        static Back of(StockReturn made) {
            Request request = made.request();
            return new Back(
                    made.id(),
                    request.sagaId(),
                    request.step(),
                    request.attempt(),
                    request.participant(),
                    made.tenant(),
                    made.orderId(),
                    made.reservation(),
                    skusOf(made.lines()),
                    quantitiesOf(made.lines()));
        }
    }

    private static String skusOf(List<StockLine> lines) {
        return ArrayLiteral.ofTexts(lines.stream().map(StockLine::sku));
    }

    private static String quantitiesOf(List<StockLine> lines) {
        return ArrayLiteral.ofNumbers(lines.stream().mapToInt(StockLine::quantity));
    }

    /** Units that have come back, of each line; null if none have. */
    private static @Nullable String returnedOf(Reservation reservation) {
        return reservation.anyReturned()
                ? ArrayLiteral.ofNumbers(
                        IntStream.range(0, reservation.lines().size()).map(reservation::returned))
                : null;
    }
}
