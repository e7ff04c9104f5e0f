package dev.waybill.stock.reserving;

import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.stock.reserving.Reservations.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has decided, as the parameters of the statement that saves it.
 *
 * @param lines of the reservations made, of those that have had units taken back, and of the returns
 * @param settled reservations that are changed, or extended
 * @param back the returns
 * @param messages caused by what is made, settled or taken back
 * @param repeats answers that were given before and are given again
 */
record ReservationChanges(
        List<Made> made,
        List<Line> lines,
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
                lines(decision),
                settled(decision),
                decision.returns().stream().map(Back::of).toList(),
                messages,
                repeats,
                now,
                expiresAt);
    }

    private static List<Line> lines(StockDecision decision) {
        Stream<Fence> reservations = Stream.concat(
                decision.made().stream(),
                decision.settled().stream().filter(fence -> fence.reservation().anyReturned()));
        return Stream.concat(
                        reservations.flatMap(Line::of),
                        decision.returns().stream().flatMap(Line::of))
                .toList();
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
                    rejected == null ? null : rejected.reason(),
                    rejected == null ? null : ShortagesJson.write(rejected.shortages()));
        }
    }

    /**
     * @param owner a reservation or a return
     * @param returned units that have come back, of a reservation
     */
    record Line(UUID owner, String sku, int quantity, int returned) {
        static Stream<Line> of(Fence fence) {
            List<StockLine> lines = fence.reservation().lines();
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> new Line(
                            fence.id(),
                            lines.get(i).sku(),
                            lines.get(i).quantity(),
                            fence.reservation().returned(i)));
        }

        static Stream<Line> of(StockReturn back) {
            return back.lines().stream().map(line -> new Line(back.id(), line.sku(), line.quantity(), 0));
        }
    }

    record Settled(UUID id, State before, State state) {
        static Settled of(Fence before, Fence after) {
            return new Settled(after.id(), State.of(before.reservation()), State.of(after.reservation()));
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
            UUID reservation) {

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
                    made.reservation());
        }
    }
}
