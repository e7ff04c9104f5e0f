package dev.waybill.audit;

import dev.waybill.audit.EventBooks.Event;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The books of a small system in which all is well: an order is confirmed, one rejected, one cancelled after
 * one of its units came back, one cancelled before it was confirmed. Tests plant what is wrong. */
final class SoundBooks {
    static final UUID CONFIRMED = new UUID(1, 1);
    static final UUID REJECTED = new UUID(1, 2);
    static final UUID CANCELLED = new UUID(1, 3);
    static final UUID CALLED_OFF = new UUID(1, 4);
    static final UUID RETURN = new UUID(3, 1);
    static final UUID CANCEL = new UUID(3, 2);
    static final UUID EARLY_CANCEL = new UUID(3, 3);
    static final UUID PAID = new UUID(2, 1);
    static final UUID VOIDED = new UUID(2, 2);
    static final UUID GIVEN_BACK = new UUID(2, 3);
    static final UUID REFUND = new UUID(4, 1);
    static final UUID LAST_REFUND = new UUID(4, 2);
    static final Sku CUP = new Sku("demo", "CUP");

    final List<Order> orders = new ArrayList<>(List.of(
            new Order(CONFIRMED, "demo", "ann", "CONFIRMED", null, "GBP", 500, true),
            new Order(REJECTED, "demo", "bob", "REJECTED", "out_of_stock", "GBP", 900, true),
            new Order(CANCELLED, "demo", "cid", "CANCELLED", "cancelled_by_shop", "GBP", 1_000, true),
            new Order(CALLED_OFF, "demo", "dan", "CANCELLED", "cancelled_by_shop", "GBP", 250, true)));
    final List<Line> lines = new ArrayList<>(List.of(
            new Line(CONFIRMED, "CUP", 2, 500, 0),
            new Line(REJECTED, "CUP", 90, 900, 0),
            new Line(CANCELLED, "CUP", 4, 1_000, 1),
            new Line(CALLED_OFF, "CUP", 1, 250, 0)));
    final List<Saga> sagas = new ArrayList<>(List.of(
            new Saga(CONFIRMED, CONFIRMED, "place-order", "COMPLETED", true),
            new Saga(REJECTED, REJECTED, "place-order", "COMPENSATED", true),
            new Saga(CANCELLED, CANCELLED, "place-order", "COMPLETED", true),
            new Saga(CALLED_OFF, CALLED_OFF, "place-order", "COMPENSATED", true),
            new Saga(RETURN, CANCELLED, "return-items", "COMPLETED", true),
            new Saga(CANCEL, CANCELLED, "cancel-order", "COMPLETED", true)));
    final List<Reversal> reversals = new ArrayList<>(List.of(
            new Reversal(RETURN, CANCELLED, "RETURN", "BEGUN", 250),
            new Reversal(CANCEL, CANCELLED, "CANCEL", "BEGUN", 750),
            new Reversal(EARLY_CANCEL, CALLED_OFF, "CANCEL", "TURNED_ROUND", 0)));
    final List<Back> backs = new ArrayList<>(List.of(new Back(RETURN, "CUP", 1, 250), new Back(CANCEL, "CUP", 3, 750)));
    final List<UsedKey> keys = new ArrayList<>(
            List.of(new UsedKey("demo", "ann", "k1", CONFIRMED), new UsedKey("demo", "bob", "k1", REJECTED)));
    final List<Stock> stock = new ArrayList<>(List.of(new Stock(CUP, 8, 0, 10, 6, 4)));
    final List<Receipt> receipts = new ArrayList<>(List.of(new Receipt(CUP, 10)));
    final List<Held> held = new ArrayList<>(
            List.of(new Held(CONFIRMED, CUP, "COMMITTED", 2, 0), new Held(CANCELLED, CUP, "COMMITTED", 4, 4)));
    final List<CameBack> cameBack =
            new ArrayList<>(List.of(new CameBack(RETURN, CANCELLED, CUP, 1), new CameBack(CANCEL, CANCELLED, CUP, 3)));
    final List<Payment> payments = new ArrayList<>(List.of(
            new Payment(PAID, CONFIRMED, "CAPTURED", 500L, "GBP", null, 0),
            new Payment(VOIDED, REJECTED, "VOIDED", 900L, "GBP", null, 0),
            new Payment(GIVEN_BACK, CANCELLED, "CAPTURED", 1_000L, "GBP", null, 1_000)));
    final List<Refund> refunds = new ArrayList<>(List.of(
            new Refund(REFUND, RETURN, GIVEN_BACK, CANCELLED, "REFUNDED", 250),
            new Refund(LAST_REFUND, CANCEL, GIVEN_BACK, CANCELLED, "REFUNDED", 750)));
    final List<Transfer> transfers = new ArrayList<>(List.of(
            new Transfer(PAID, CONFIRMED, "AUTHORIZE", null, "customer", "authorized", 500, "GBP"),
            new Transfer(PAID, CONFIRMED, "CAPTURE", null, "authorized", "merchant", 500, "GBP"),
            new Transfer(VOIDED, REJECTED, "AUTHORIZE", null, "customer", "authorized", 900, "GBP"),
            new Transfer(VOIDED, REJECTED, "VOID", null, "authorized", "customer", 900, "GBP"),
            new Transfer(GIVEN_BACK, CANCELLED, "AUTHORIZE", null, "customer", "authorized", 1_000, "GBP"),
            new Transfer(GIVEN_BACK, CANCELLED, "CAPTURE", null, "authorized", "merchant", 1_000, "GBP"),
            new Transfer(GIVEN_BACK, CANCELLED, "REFUND", REFUND, "merchant", "customer", 250, "GBP"),
            new Transfer(GIVEN_BACK, CANCELLED, "REFUND", LAST_REFUND, "merchant", "customer", 750, "GBP")));
    final List<Event> events = new ArrayList<>(List.of(
            event("e1", "order-placed", CONFIRMED, 1L, 500, null),
            event("e2", "order-placed", REJECTED, 1L, 900, null),
            event("e3", "order-confirmed", CONFIRMED, 2L, 500, null),
            event("e4", "order-rejected", REJECTED, 2L, 900, "out_of_stock"),
            event("e5", "order-placed", CANCELLED, 1L, 1_000, null),
            event("e6", "order-confirmed", CANCELLED, 2L, 1_000, null),
            new Event(3, "e7", "waybill.order.items-returned.v1", CANCELLED, 3L, 1_000, null, RETURN, 250),
            event("e8", "order-cancelled", CANCELLED, 4L, 1_000, "cancelled_by_shop"),
            event("e9", "order-placed", CALLED_OFF, 1L, 250, null),
            event("e10", "order-cancelled", CALLED_OFF, 2L, 250, "cancelled_by_shop")));
    final List<Leftovers.Outbox> outboxes = new ArrayList<>(List.of(new Leftovers.Outbox("orders_0", 0)));
    final List<Leftovers.DeadLetter> deadLetters = new ArrayList<>();

    private static Event event(String id, String type, UUID order, long sequence, long total, @Nullable String reason) {
        return new Event(3, id, "waybill.order." + type + ".v1", order, sequence, total, reason, null, 0);
    }

    Evidence evidence() {
        return new Evidence(
                new OrderBooks(orders, lines, sagas, keys, reversals, backs),
                new StockBooks(stock, receipts, held, cameBack),
                new PaymentBooks(payments, transfers, refunds),
                new EventBooks(events),
                new Leftovers(outboxes, deadLetters));
    }
}
