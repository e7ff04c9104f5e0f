package dev.waybill.stock.reserving;

import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of reservations, or of the table of returns.
 *
 * @param state of a reservation
 * @param returned units that have come back, in the order of the SKUs; empty as long as none has
 * @param reservationId what a return takes back from; null for a reservation
 */
record ReservationRow(
        UUID id,
        UUID sagaId,
        String step,
        int attempt,
        int participant,
        String tenant,
        UUID orderId,
        Reservations.@Nullable State state,
        List<String> skus,
        List<Integer> quantities,
        List<Integer> returned,
        @Nullable StockRejectionReason reason,
        @Nullable String shortages,
        @Nullable UUID reservationId) {

    static List<Fence> fences(List<ReservationRow> rows) {
        return rows.stream()
                .filter(row -> row.reservationId == null)
                .map(ReservationRow::fence)
                .toList();
    }

    static List<StockReturn> returns(List<ReservationRow> rows) {
        return rows.stream().flatMap(row -> row.stockReturn().stream()).toList();
    }

    Fence fence() {
        return new Fence(id, request(), tenant, orderId, reservation());
    }

    private Optional<StockReturn> stockReturn() {
        return Optional.ofNullable(reservationId)
                .map(reservation -> new StockReturn(id, request(), tenant, orderId, reservation, lines()));
    }

    private Request request() {
        return new Request(sagaId, step, attempt, participant);
    }

    private Reservation reservation() {
        return switch (state) {
            case RESERVED -> new Reservation.Reserved(lines());
            case COMMITTED ->
                returned.isEmpty() ? new Reservation.Committed(lines()) : new Reservation.Committed(lines(), returned);
            case RELEASED -> new Reservation.Released(lines());
            case REJECTED -> rejected();
            case null -> throw new IllegalStateException("%s is no reservation; this is a bug".formatted(id));
        };
    }

    private Reservation rejected() {
        if (reason == null) {
            throw new IllegalStateException("reservation %s is rejected for no reason; this is a bug".formatted(id));
        }
        return new Reservation.Rejected(reason, ShortagesJson.read(shortages));
    }

    private List<StockLine> lines() {
        return IntStream.range(0, skus.size())
                .mapToObj(i -> new StockLine(skus.get(i), quantities.get(i)))
                .toList();
    }
}
