package dev.waybill.reversals;

import dev.waybill.checkout.CheckoutMessages;
import dev.waybill.checkout.Definitions;
import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.OrderFacts;
import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.Restock;
import dev.waybill.checkout.SagaBatch;
import dev.waybill.checkout.SagaJson;
import dev.waybill.checkout.Sagas.DecidedOrder;
import dev.waybill.checkout.TakeBack;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderEvent;
import dev.waybill.contracts.OrderLine;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import dev.waybill.reversals.ReversalRow.Kind;
import dev.waybill.reversals.ReversalRow.Line;
import dev.waybill.reversals.ReversalRow.State;
import dev.waybill.reversals.Reversals.BegunSaga;
import dev.waybill.reversals.Reversals.Counted;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.SagaDefinition;
import dev.waybill.sagas.SagaEngine;
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
    private final List<TakenOrder.Item> items;
    private final SagaBatch openSagas;
    private final InventoryShards inventory;
    private final RandomGenerator random;
    private final Instant now;
    private final List<ReversalRow> known;
    private final List<ReversalRow> made = new ArrayList<>();
    private final List<UUID> started = new ArrayList<>();
    private final List<Counted> counted = new ArrayList<>();
    private final List<BegunSaga> begun = new ArrayList<>();
    private final List<OutboxMessage> messages = new ArrayList<>();
    private OrderState state;
    private @Nullable String reason;
    private @Nullable String detail;
    private long version;
    private boolean busy;

    OrderAndReversals(
            TakenOrder order,
            List<ReversalRow> known,
            SagaBatch openSagas,
            InventoryShards inventory,
            RandomGenerator random,
            Instant now) {
        this.order = order;
        this.items = order.readItems();
        this.known = new ArrayList<>(known);
        this.openSagas = openSagas;
        this.inventory = inventory;
        this.random = random;
        this.now = now;
        this.state = order.state();
        this.reason = order.reason();
        this.version = order.version();
        this.busy = order.openSaga() != null;
    }

    Outcome cancel(Wish.Cancel wish) {
        ReversalRow before = find(Kind.CANCEL);
        if (before != null) {
            return new Outcome.Repeated(before.id());
        }
        return switch (state) {
            case PROCESSING -> turnRound(wish);
            case CONFIRMED -> cancelConfirmed(wish);
            case REJECTED ->
                refused("order-rejected", "was rejected (%s): there is nothing to cancel".formatted(reason));
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
        if (state != OrderState.CONFIRMED) {
            return refused("order-not-confirmed", "is %s: only what was confirmed can be returned".formatted(state));
        }
        if (find(Kind.CANCEL) != null) {
            return refused("order-cancelled", "is being cancelled: all that is left of it comes back");
        }
        List<FieldError> errors = tooMuch(wish.units());
        if (!errors.isEmpty()) {
            return new Outcome.Refused(Problem.invalid(errors));
        }
        return accept(Kind.RETURN, wish, linesOf(wish.units()), "returned");
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
        List<Line> rest = linesOf(unitsLeft());
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

    private void begin(ReversalRow reversal, @Nullable String trace) {
        boolean cancels = reversal.is(Kind.CANCEL);
        SagaDefinition<OrderFacts, Message> definition =
                Definitions.newest(cancels ? TakeBack.CANCEL : TakeBack.RETURN);
        Decision.Proceed<Message> first = new SagaEngine<>(definition).begin(reversal.id(), facts(reversal), now);
        if (cancels) {
            state = OrderState.CANCELLED;
            reason = reversal.reason();
            detail = reversal.note();
        } else {
            reversal.readLines().forEach(line -> counted.add(new Counted(order.id(), line.line(), line.quantity())));
        }
        first.messages().forEach(message -> say(message, reversal.id(), trace));
        begun.add(new BegunSaga(
                reversal.id(),
                order.id(),
                order.tenant(),
                definition.name(),
                definition.number(),
                first.next().phase().name(),
                SagaJson.write(first.next().steps()),
                version,
                first.next().dueAt()));
        busy = true;
    }

    private void say(Message message, UUID saga, @Nullable String trace) {
        if (message instanceof OrderEvent event) {
            version++;
            messages.add(CheckoutMessages.fact(event, saga, version, trace, now));
        } else {
            messages.add(CheckoutMessages.command(message, trace, now));
        }
    }

    private OrderFacts facts(ReversalRow reversal) {
        Map<Integer, List<StockLine>> lines = new TreeMap<>();
        Map<Integer, Request> reservations = new TreeMap<>();
        reversal.readRestock().forEach((shard, back) -> {
            lines.put(shard, back.lines());
            reservations.put(shard, new Request(order.id(), PlaceOrder.RESERVE_STOCK, back.attempt(), shard));
        });
        List<OrderLine> returned =
                reversal.readLines().stream().map(Line::orderLine).toList();
        return new OrderFacts(
                order.id(),
                order.tenant(),
                order.customerId(),
                new Money(order.total(), order.currency()),
                order.paymentToken(),
                lines,
                new OrderFacts.Reversal(
                        reversal.id(),
                        new Money(reversal.refund(), order.currency()),
                        returned,
                        reversal.reason(),
                        new Request(order.id(), PlaceOrder.AUTHORIZE_PAYMENT, reversal.authorizationAttempt(), 0),
                        reservations));
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

    private List<Line> linesOf(Map<Integer, Integer> units) {
        return items.stream()
                .filter(item -> units.getOrDefault(item.line(), 0) > 0)
                .map(item -> new Line(item.line(), item.sku(), units.getOrDefault(item.line(), 0), item.price()))
                .toList();
    }

    /** By line, without what has come back and what waits to. */
    private Map<Integer, Integer> unitsLeft() {
        Map<Integer, Integer> left = new TreeMap<>();
        items.forEach(item -> left.put(item.line(), item.quantity() - item.returned()));
        Stream.concat(
                        known.stream().filter(ReversalRow::waits).flatMap(each -> each.readLines().stream()
                                .map(line -> new Counted(order.id(), line.line(), line.quantity()))),
                        counted.stream())
                .forEach(each -> left.merge(each.line(), -each.units(), Integer::sum));
        return left;
    }

    private List<FieldError> tooMuch(Map<Integer, Integer> units) {
        Map<Integer, Integer> left = unitsLeft();
        List<FieldError> errors = new ArrayList<>();
        int place = 0;
        for (Map.Entry<Integer, Integer> wanted : units.entrySet()) {
            String pointer = "/lines/" + place++;
            int line = wanted.getKey();
            Integer most = left.get(line);
            if (most == null) {
                errors.add(new FieldError(pointer + "/line", "the order has no line %d".formatted(line)));
            } else if (wanted.getValue() > most) {
                errors.add(new FieldError(
                        pointer + "/quantity",
                        "of line %d at most %d can be returned, but it was %d"
                                .formatted(line, most, wanted.getValue())));
            }
        }
        return errors;
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

    Stream<Counted> counted() {
        return counted.stream();
    }

    Stream<BegunSaga> begun() {
        return begun.stream();
    }

    Stream<OutboxMessage> messages() {
        return messages.stream();
    }

    Stream<DecidedOrder> decided() {
        return version == order.version()
                ? Stream.empty()
                : Stream.of(
                        new DecidedOrder(order.id(), order.id(), state, reason, detail, order.version(), version, now));
    }
}
