package dev.waybill.reversals;

import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.Restock;
import dev.waybill.checkout.SagaBatch;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.StockLine;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import dev.waybill.reversals.ReversalRow.Kind;
import dev.waybill.reversals.ReversalRow.Line;
import dev.waybill.reversals.ReversalRow.State;
import dev.waybill.reversals.Reversals.Counted;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Refusal;
import dev.waybill.shards.RoutedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An order and what is taken back of it, as a batch goes on. */
final class OrderAndReversals {

    private final TakenOrder order;
    private final SagaBatch openSagas;
    private final InventoryShards inventory;
    private final RandomGenerator random;
    private final Instant now;
    private final List<ReversalRow> known;
    private final List<ReversalRow> made = new ArrayList<>();
    private final List<UUID> started = new ArrayList<>();
    private final BegunReversals sagas;
    private final UnitsLeft units;
    private boolean busy;

    OrderAndReversals(
            TakenOrder order,
            List<ReversalRow> known,
            SagaBatch openSagas,
            InventoryShards inventory,
            RandomGenerator random,
            Instant now) {
        this.order = order;
        this.known = new ArrayList<>(known);
        this.openSagas = openSagas;
        this.inventory = inventory;
        this.random = random;
        this.now = now;
        this.sagas = new BegunReversals(order, now);
        this.units = new UnitsLeft(order.readItems());
        this.busy = order.openSaga() != null;
    }

    Outcome cancel(Wish.Cancel wish) {
        ReversalRow before = find(Kind.CANCEL);
        if (before != null) {
            return new Outcome.Repeated(before.id());
        }
        return switch (sagas.state()) {
            case PROCESSING -> turnRound(wish);
            case CONFIRMED -> cancelConfirmed(wish);
            case REJECTED ->
                refused("order-rejected", "was rejected (%s): there is nothing to cancel".formatted(sagas.reason()));
            case CANCELLED -> refused("order-cancelled", "is cancelled already");
        };
    }

    Outcome takeBack(Wish.Return wish) {
        ReversalRow before = known.stream()
                .filter(each -> wish.key().equals(each.idempotencyKey()))
                .findAny()
                .orElse(null);
        if (before != null) {
            return Arrays.equals(before.fingerprint(), wish.fingerprint())
                    ? new Outcome.Repeated(before.id())
                    : new Outcome.Refused(Problem.of(
                            422,
                            "idempotency-key-reused",
                            "The Idempotency-Key was used before",
                            "This key has returned other items of the order. Use a new key for a new return."));
        }
        if (sagas.state() != OrderState.CONFIRMED) {
            return refused(
                    "order-not-confirmed", "is %s: only what was confirmed can be returned".formatted(sagas.state()));
        }
        if (find(Kind.CANCEL) != null) {
            return refused("order-cancelled", "is being cancelled: all that is left of it comes back");
        }
        List<FieldError> errors = units.tooMuch(wish.units(), unitsLeft());
        if (!errors.isEmpty()) {
            return new Outcome.Refused(Problem.invalid(errors));
        }
        return accept(Kind.RETURN, wish, units.lines(wish.units()), "returned");
    }

    /**
     * The oldest, but a cancel after all returns. It takes what they have left and ends the order; after it none is accepted,
     * so those that wait were there before it, even where the clock, which is one for a whole batch, says otherwise.
     */
    void beginWaiting() {
        ReversalRow next = known.stream()
                .filter(ReversalRow::waits)
                .min(Comparator.comparing(each -> each.is(Kind.CANCEL)))
                .orElse(null);
        if (next != null && !busy) {
            ReversalRow begins = next.begun(now);
            known.set(known.indexOf(next), begins);
            started.add(begins.id());
            begin(begins, null);
        }
    }

    private Outcome turnRound(Wish.Cancel wish) {
        UUID saga = order.openSaga();
        if (saga == null || !openSagas.has(saga)) {
            throw new LostRaceException("the saga of order %s began or ended a moment ago".formatted(order.id()));
        }
        String detail = wish.note() == null ? "The order was cancelled." : wish.note();
        Decision<Message> decision =
                openSagas.happen(saga, new Happening.CalledOff(Refusal.calledOff(wish.reason(), detail)), wish.trace());
        if (decision instanceof Decision.Ignore<Message>(Decision.Reason any, String why)) {
            return refused("order-being-rejected", "is being rejected: its saga " + why);
        }
        return new Outcome.Accepted(make(Kind.CANCEL, State.TURNED_ROUND, wish, List.of(), wish.reason())
                .id());
    }

    private Outcome cancelConfirmed(Wish.Cancel wish) {
        List<Line> rest = units.lines(unitsLeft());
        return rest.isEmpty()
                ? refused("order-returned", "has been returned: there is nothing left to cancel")
                : accept(Kind.CANCEL, wish, rest, wish.reason());
    }

    /** Begins at once, or waits for what is under way or was accepted before. */
    private Outcome accept(Kind kind, Wish wish, List<Line> lines, String why) {
        boolean waits = busy || known.stream().anyMatch(ReversalRow::waits);
        ReversalRow reversal = make(kind, waits ? State.WAITING : State.BEGUN, wish, lines, why);
        if (!waits) {
            begin(reversal, wish.trace());
        }
        return new Outcome.Accepted(reversal.id());
    }

    private ReversalRow make(Kind kind, State how, Wish wish, List<Line> lines, String why) {
        Wish.Return some = wish instanceof Wish.Return each ? each : null;
        ReversalRow reversal = new ReversalRow(
                RoutedId.create(RoutedId.slotOf(order.id()), now, random),
                order.id(),
                order.tenant(),
                kind,
                how,
                some == null ? null : some.key(),
                some == null ? null : some.fingerprint(),
                OrderJson.write(lines),
                Restock.write(restock(lines)),
                lines.stream()
                        .mapToLong(line -> Math.multiplyExact(line.quantity(), line.price()))
                        .sum(),
                how == State.TURNED_ROUND ? 1 : order.authorizationAttempt(),
                why,
                wish.note(),
                wish.by(),
                now,
                how == State.WAITING ? null : now);
        known.add(reversal);
        made.add(reversal);
        return reversal;
    }

    private Map<Integer, Restock> restock(List<Line> lines) {
        Map<Integer, Restock> byShard = new TreeMap<>();
        inventory
                .split(
                        order.tenant(),
                        lines.stream()
                                .map(line -> new StockLine(line.sku(), line.quantity()))
                                .toList())
                .forEach((shard, units) -> byShard.put(shard, new Restock(order.reservationAttempt(shard), units)));
        return byShard;
    }

    /** By line, without what has come back and what waits to. */
    private Map<Integer, Integer> unitsLeft() {
        List<Counted> taken = new ArrayList<>(sagas.counted());
        known.stream().filter(ReversalRow::waits).forEach(each -> taken.addAll(each.counted()));
        return units.without(taken);
    }

    /** It is the order's open saga from now on. */
    private void begin(ReversalRow reversal, @Nullable String trace) {
        sagas.begin(reversal, trace);
        busy = true;
    }

    private @Nullable ReversalRow find(Kind kind) {
        return known.stream().filter(each -> each.is(kind)).findFirst().orElse(null);
    }

    private Outcome refused(String name, String why) {
        return new Outcome.Refused(
                Problem.of(409, name, "The order's state does not allow it", "The order %s.".formatted(why)));
    }

    Stream<ReversalRow> made() {
        return made.stream();
    }

    Stream<UUID> started() {
        return started.stream();
    }

    BegunReversals sagas() {
        return sagas;
    }
}
