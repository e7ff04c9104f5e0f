package dev.waybill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.audit.EventBooks.Event;
import dev.waybill.audit.Leftovers.DeadLetter;
import dev.waybill.audit.Leftovers.Outbox;
import dev.waybill.audit.OrderBooks.Back;
import dev.waybill.audit.OrderBooks.Line;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Reversal;
import dev.waybill.audit.OrderBooks.Saga;
import dev.waybill.audit.OrderBooks.UsedKey;
import dev.waybill.audit.PaymentBooks.Payment;
import dev.waybill.audit.PaymentBooks.Refund;
import dev.waybill.audit.PaymentBooks.Transfer;
import dev.waybill.audit.StockBooks.CameBack;
import dev.waybill.audit.StockBooks.Held;
import dev.waybill.audit.StockBooks.Receipt;
import dev.waybill.audit.StockBooks.Sku;
import dev.waybill.audit.StockBooks.Stock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An auditor that finds nothing proves nothing, unless it is known to find what is there. */
class AuditorTest {
    private static final UUID STRANGER = new UUID(9, 9);

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(Auditor.judge(new SoundBooks().evidence())).isEmpty();
    }

    @Test
    void acceptsARepeatedEventAndDeadLettersThatWerePlantedOrReplayed() {
        SoundBooks books = new SoundBooks();
        books.events.add(books.events.getFirst());
        books.deadLetters.add(new DeadLetter("order.replies.v1.dlq", "planted-1", "unreadable", false));
        books.deadLetters.add(new DeadLetter("order.replies.v1.dlq", "x", "rejected", true));
        assertThat(Auditor.judge(books.evidence())).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("planted")
    void finds(String promise, String rule, Consumer<SoundBooks> plant) {
        SoundBooks books = new SoundBooks();
        plant.accept(books);
        assertThat(Auditor.judge(books.evidence())).anySatisfy(found -> {
            assertThat(found.promise()).isEqualTo(promise);
            assertThat(found.rule()).isEqualTo(rule);
        });
    }

    private static Arguments plant(String promise, String rule, Consumer<SoundBooks> what) {
        return arguments(promise, rule, what);
    }

    static Stream<Arguments> planted() {
        return Stream.of(orders(), stock(), money(), events(), keys(), reversals(), refunds(), rest())
                .flatMap(all -> all);
    }

    private static Saga saga(UUID order, String definition, String phase) {
        return new Saga(order, order, definition, phase, !phase.equals("FORWARD"));
    }

    private static Order confirmed(String state, String reason, boolean atHome) {
        return new Order(SoundBooks.CONFIRMED, "demo", "ann", state, reason, "GBP", 500, atHome);
    }

    private static Stream<Arguments> orders() {
        return Stream.of(
                plant("P1", "every order is decided", b -> b.orders.set(0, confirmed("PROCESSING", null, true))),
                plant("P1", "a rejection has a reason", b -> b.orders.set(0, confirmed("REJECTED", null, true))),
                plant("P1", "an order is on one shard", b -> b.orders.add(b.orders.getFirst())),
                plant(
                        "P1",
                        "an order is on the shard that its id names",
                        b -> b.orders.set(0, confirmed("CONFIRMED", null, false))),
                plant("P1", "an order costs what its lines cost", b -> b.lines.removeFirst()),
                plant("P1", "every line belongs to an order", b -> b.lines.add(new Line(STRANGER, "CUP", 1, 1, 0))),
                plant("P1", "an order was placed by one saga", b -> b.sagas.removeFirst()),
                plant("P1", "an order was placed by one saga", b -> b.sagas.add(b.sagas.getFirst())),
                plant(
                        "P1",
                        "every saga has ended",
                        b -> b.sagas.set(0, saga(SoundBooks.CONFIRMED, "place-order", "FORWARD"))),
                plant(
                        "P1",
                        "a saga ends as its order does",
                        b -> b.sagas.set(0, saga(SoundBooks.CONFIRMED, "place-order", "COMPENSATED"))),
                plant(
                        "P1",
                        "every saga belongs to an order",
                        b -> b.sagas.add(saga(STRANGER, "place-order", "COMPLETED"))));
    }

    private static Consumer<SoundBooks> stockOf(long available, long reserved, long received, long sold) {
        return books -> books.stock.set(0, new Stock(SoundBooks.CUP, available, reserved, received, sold, 4));
    }

    private static Held held(UUID order, String state, long units) {
        return new Held(order, SoundBooks.CUP, state, units, 0);
    }

    private static Stream<Arguments> stock() {
        return Stream.of(
                plant("P2", "available is never negative", stockOf(-1, 9, 10, 6)),
                plant("P2", "on hand is what came in and did not leave", stockOf(7, 0, 10, 6)),
                plant("P2", "reserved is the sum of its reservations", stockOf(7, 1, 10, 6)),
                plant("P2", "sold is the sum of what was committed", stockOf(7, 0, 10, 7)),
                plant("P2", "received is the sum of its receipts", b -> b.receipts.add(new Receipt(SoundBooks.CUP, 1))),
                plant("P2", "a SKU is on one shard", b -> b.stock.add(b.stock.getFirst())),
                plant("P2", "what is held is of a SKU that is in stock", b -> b.stock.clear()),
                plant(
                        "P2",
                        "a confirmed order took its lines once, any other none",
                        b -> b.held.add(held(SoundBooks.CONFIRMED, "COMMITTED", 2))),
                plant("P2", "a confirmed order took its lines once, any other none", b -> b.held.clear()),
                plant(
                        "P2",
                        "a confirmed order took its lines once, any other none",
                        b -> b.held.add(held(SoundBooks.REJECTED, "COMMITTED", 90))),
                plant(
                        "P2",
                        "nothing stays reserved for a decided order",
                        b -> b.held.add(held(SoundBooks.REJECTED, "RESERVED", 1))),
                plant(
                        "P2",
                        "what is held is held for an order of the same tenant",
                        b -> b.held.add(held(STRANGER, "COMMITTED", 1))),
                plant(
                        "P2",
                        "what is held is held for an order of the same tenant",
                        b -> b.held.add(new Held(SoundBooks.CONFIRMED, new Sku("other", "CUP"), "COMMITTED", 1, 0))));
    }

    private static Transfer transfer(String kind, String debit, String credit, long amount) {
        return new Transfer(SoundBooks.PAID, SoundBooks.CONFIRMED, kind, null, debit, credit, amount, "GBP");
    }

    private static Payment paid(String state, String operation) {
        return new Payment(SoundBooks.PAID, SoundBooks.CONFIRMED, state, 500L, "GBP", operation, 0);
    }

    private static Stream<Arguments> money() {
        Transfer capture = transfer("CAPTURE", "authorized", "merchant", 500);
        return Stream.of(
                plant("P3", "a payment is on one shard", b -> b.payments.add(b.payments.getFirst())),
                plant("P3", "no call to the provider stays open", b -> b.payments.set(0, paid("CAPTURING", "CAPTURE"))),
                plant("P3", "money moves once per kind", b -> b.transfers.add(capture)),
                plant(
                        "P3",
                        "a payment has the transfers of its state",
                        b -> b.payments.set(0, paid("AUTHORIZED", null))),
                plant("P3", "a payment has the transfers of its state", b -> b.transfers.remove(3)),
                plant(
                        "P3",
                        "a transfer moves what its kind says",
                        b -> b.transfers.set(1, transfer("CAPTURE", "customer", "merchant", 500))),
                plant(
                        "P3",
                        "a transfer moves the payment's amount",
                        b -> b.transfers.set(1, transfer("CAPTURE", "authorized", "merchant", 499))),
                plant("P3", "every transfer belongs to a payment", b -> b.payments.removeFirst()),
                plant("P3", "a confirmed order cost its total, any other nothing", b -> b.transfers.remove(1)),
                plant("P3", "no money stays held for a decided order", b -> b.transfers.remove(3)),
                plant("P3", "every payment belongs to an order", b -> b.orders.removeFirst()));
    }

    private static Event event(int partition, String id, String type, Long sequence, long total) {
        return new Event(
                partition,
                id,
                "waybill.order.order-" + type + ".v1",
                SoundBooks.CONFIRMED,
                sequence,
                total,
                null,
                null,
                0);
    }

    private static Stream<Arguments> events() {
        String order = "first occurrences come in order, without a gap";
        return Stream.of(
                plant("P4", order, b -> b.events.add(0, b.events.remove(2))),
                plant("P4", order, b -> b.events.set(2, event(3, "e3", "confirmed", 3L, 500))),
                plant("P4", "a repeat is what its original was", b -> b.events.add(event(3, "x9", "placed", 1L, 500))),
                plant(
                        "P4",
                        "an event has its place among its order's",
                        b -> b.events.add(event(3, "x9", "placed", null, 500))),
                plant(
                        "P4",
                        "an order's events share a partition",
                        b -> b.events.set(2, event(4, "e3", "confirmed", 2L, 500))),
                plant("P4", "the events tell what became of the order", b -> b.events.remove(2)),
                plant(
                        "P4",
                        "the events tell what became of the order",
                        b -> b.events.set(2, event(3, "e3", "rejected", 2L, 500))),
                plant(
                        "P4",
                        "an event tells the order's total",
                        b -> b.events.set(0, event(3, "e1", "placed", 1L, 501))),
                plant(
                        "P4",
                        "an event tells the order's reason",
                        b -> b.orders.set(
                                1,
                                new Order(SoundBooks.REJECTED, "demo", "bob", "REJECTED", "fraud", "GBP", 900, true))),
                plant("P4", "two events never share an id", b -> b.events.set(2, event(3, "e1", "confirmed", 2L, 500))),
                plant("P4", "events are of orders that exist", b -> b.orders.removeFirst()));
    }

    private static Stream<Arguments> keys() {
        return Stream.of(
                plant(
                        "P5",
                        "a key makes one order",
                        b -> b.keys.add(new UsedKey("demo", "ann", "k1", SoundBooks.REJECTED))),
                plant(
                        "P5",
                        "an order is made by one key",
                        b -> b.keys.add(new UsedKey("demo", "ann", "k2", SoundBooks.CONFIRMED))),
                plant(
                        "P5",
                        "a key's order exists, and is the same customer's",
                        b -> b.keys.set(0, new UsedKey("demo", "ann", "k1", STRANGER))));
    }

    private static Reversal reversal(UUID id, UUID order, String kind, String state, long refund) {
        return new Reversal(id, order, kind, state, refund);
    }

    /** Cancels and returns that took back too much, too little, or not at all. */
    private static Stream<Arguments> reversals() {
        UUID order = SoundBooks.CANCELLED;
        UUID giveBack = SoundBooks.RETURN;
        Consumer<SoundBooks> keepsUnits = b -> b.held.set(1, new Held(order, SoundBooks.CUP, "COMMITTED", 4, 1));
        return Stream.of(
                plant(
                        "P1",
                        "no cancel or return waits for ever",
                        b -> b.reversals.set(0, reversal(giveBack, order, "RETURN", "WAITING", 250))),
                plant("P1", "what takes back is one saga of its own", b -> b.sagas.remove(4)),
                plant(
                        "P1",
                        "what takes back is one saga of its own",
                        b -> b.reversals.set(0, reversal(SoundBooks.CANCEL, order, "RETURN", "BEGUN", 250))),
                plant("P1", "a saga takes back only what somebody asked for", b -> b.reversals.removeFirst()),
                plant(
                        "P1",
                        "an order is cancelled by one cancel, and by nothing else",
                        b -> b.reversals.add(reversal(STRANGER, order, "CANCEL", "BEGUN", 0))),
                plant("P1", "an order is cancelled by one cancel, and by nothing else", b -> b.reversals.removeLast()),
                plant(
                        "P1",
                        "an order is cancelled by one cancel, and by nothing else",
                        b -> b.reversals.add(reversal(STRANGER, SoundBooks.CONFIRMED, "CANCEL", "BEGUN", 500))),
                plant(
                        "P1",
                        "only what was confirmed is returned",
                        b -> b.reversals.add(reversal(STRANGER, SoundBooks.REJECTED, "RETURN", "BEGUN", 10))),
                plant(
                        "P1",
                        "a line counts what its returns took back",
                        b -> b.lines.set(2, new Line(order, "CUP", 4, 1_000, 2))),
                plant(
                        "P1",
                        "never more comes back than was bought",
                        b -> b.backs.set(0, new Back(giveBack, "CUP", 5, 1_250))),
                plant(
                        "P1",
                        "a cancel takes back what is left",
                        b -> b.backs.set(1, new Back(SoundBooks.CANCEL, "CUP", 4, 1_000))),
                plant(
                        "P1",
                        "every cancel or return belongs to an order",
                        b -> b.reversals.add(reversal(STRANGER, STRANGER, "RETURN", "BEGUN", 0))),
                plant("P1", "a refund is what its units cost", b -> b.backs.set(0, new Back(giveBack, "CUP", 1, 249))),
                plant(
                        "P1",
                        "a saga ends as its order does",
                        b -> b.sagas.set(5, new Saga(SoundBooks.CANCEL, order, "cancel-order", "COMPENSATED", true))),
                plant(
                        "P2",
                        "returned is the sum of what came back",
                        b -> b.stock.set(0, new Stock(SoundBooks.CUP, 9, 0, 10, 6, 5))),
                plant("P2", "only a confirmed order keeps units", keepsUnits),
                plant("P2", "a reservation counts what came back of it", keepsUnits),
                plant("P2", "each cancel or return puts its units back once", b -> b.cameBack.removeFirst()),
                plant(
                        "P2",
                        "each cancel or return puts its units back once",
                        b -> b.cameBack.set(0, new CameBack(giveBack, order, SoundBooks.CUP, 2))),
                plant(
                        "P2",
                        "never more comes back than a reservation sold",
                        b -> b.held.set(1, new Held(order, SoundBooks.CUP, "COMMITTED", 4, 5))),
                plant("P4", "the events tell what became of the order", b -> b.events.remove(6)),
                plant("P4", "the events tell what became of the order", b -> b.events.remove(7)),
                plant("P4", "the events tell what became of the order", b -> b.events.removeLast()),
                plant(
                        "P4",
                        "the events tell each return once",
                        b -> b.reversals.set(0, reversal(giveBack, order, "RETURN", "BEGUN", 249))));
    }

    private static Refund refund(UUID reversal, String state, long amount) {
        return new Refund(SoundBooks.REFUND, reversal, SoundBooks.GIVEN_BACK, SoundBooks.CANCELLED, state, amount);
    }

    /** Money that was given back twice, or not, or to the wrong end. */
    private static Stream<Arguments> refunds() {
        UUID giveBack = SoundBooks.RETURN;
        Transfer again = new Transfer(
                SoundBooks.GIVEN_BACK,
                SoundBooks.CANCELLED,
                "REFUND",
                SoundBooks.REFUND,
                "merchant",
                "customer",
                250,
                "GBP");
        return Stream.of(
                plant("P3", "every refund was made", b -> b.refunds.set(0, refund(giveBack, "REFUNDING", 250))),
                plant("P3", "a refund moves its money once", b -> b.transfers.add(again)),
                plant("P3", "a refund moves its money once", b -> b.transfers.removeLast()),
                plant("P3", "an order is refunded what came back of it", b -> b.transfers.removeLast()),
                plant("P3", "only a confirmed order keeps a customer's money", b -> b.transfers.removeLast()),
                plant("P3", "a payment counts its refunds", b -> b.refunds.removeFirst()),
                plant(
                        "P3",
                        "never more is refunded than was captured",
                        b -> b.refunds.set(0, refund(giveBack, "REFUNDED", 251))),
                plant("P3", "a cancel or return gives its money back once", b -> b.refunds.removeLast()),
                plant(
                        "P3",
                        "a cancel or return gives its money back once",
                        b -> b.refunds.add(refund(giveBack, "REFUNDED", 250))),
                plant(
                        "P3",
                        "money is given back only as somebody asked",
                        b -> b.refunds.set(0, refund(STRANGER, "REFUNDED", 250))),
                plant(
                        "P3",
                        "a transfer moves what its kind says",
                        b -> b.transfers.add(transfer("REFUND", "customer", "merchant", 1))));
    }

    private static Stream<Arguments> rest() {
        return Stream.of(
                plant("rest", "an outbox is empty in the end", b -> b.outboxes.add(new Outbox("orders_1", 1))),
                plant(
                        "rest",
                        "there are no dead letters",
                        b -> b.deadLetters.add(new DeadLetter("order.replies.v1.dlq", "x", "rejected", false))));
    }
}
