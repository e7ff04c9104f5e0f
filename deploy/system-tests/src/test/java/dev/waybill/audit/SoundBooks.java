package dev.waybill.audit;

import dev.waybill.audit.EventBooks.Event;
import dev.waybill.audit.OrderBooks.Line;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Saga;
import dev.waybill.audit.OrderBooks.UsedKey;
import dev.waybill.audit.PaymentBooks.Payment;
import dev.waybill.audit.PaymentBooks.Transfer;
import dev.waybill.audit.StockBooks.Held;
import dev.waybill.audit.StockBooks.Receipt;
import dev.waybill.audit.StockBooks.Sku;
import dev.waybill.audit.StockBooks.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The books of a small system in which all is well: one order confirmed, one rejected. Tests plant what is wrong. */
final class SoundBooks {
    static final UUID CONFIRMED = new UUID(1, 1);
    static final UUID REJECTED = new UUID(1, 2);
    static final UUID PAID = new UUID(2, 1);
    static final UUID VOIDED = new UUID(2, 2);
    static final Sku CUP = new Sku("demo", "CUP");

    final List<Order> orders = new ArrayList<>(List.of(
            new Order(CONFIRMED, "demo", "ann", "CONFIRMED", null, "GBP", 500, true),
            new Order(REJECTED, "demo", "bob", "REJECTED", "out_of_stock", "GBP", 900, true)));
    final List<Line> lines =
            new ArrayList<>(List.of(new Line(CONFIRMED, "CUP", 2, 500), new Line(REJECTED, "CUP", 90, 900)));
    final List<Saga> sagas = new ArrayList<>(List.of(
            new Saga(CONFIRMED, CONFIRMED, "COMPLETED", true), new Saga(REJECTED, REJECTED, "COMPENSATED", true)));
    final List<UsedKey> keys = new ArrayList<>(
            List.of(new UsedKey("demo", "ann", "k1", CONFIRMED), new UsedKey("demo", "bob", "k1", REJECTED)));
    final List<Stock> stock = new ArrayList<>(List.of(new Stock(CUP, 8, 0, 10, 2, 0)));
    final List<Receipt> receipts = new ArrayList<>(List.of(new Receipt(CUP, 10)));
    final List<Held> held = new ArrayList<>(List.of(new Held(CONFIRMED, CUP, "COMMITTED", 2)));
    final List<Payment> payments = new ArrayList<>(List.of(
            new Payment(PAID, CONFIRMED, "CAPTURED", 500L, "GBP", null),
            new Payment(VOIDED, REJECTED, "VOIDED", 900L, "GBP", null)));
    final List<Transfer> transfers = new ArrayList<>(List.of(
            new Transfer(PAID, CONFIRMED, "AUTHORIZE", "customer", "authorized", 500, "GBP"),
            new Transfer(PAID, CONFIRMED, "CAPTURE", "authorized", "merchant", 500, "GBP"),
            new Transfer(VOIDED, REJECTED, "AUTHORIZE", "customer", "authorized", 900, "GBP"),
            new Transfer(VOIDED, REJECTED, "VOID", "authorized", "customer", 900, "GBP")));
    final List<Event> events = new ArrayList<>(List.of(
            new Event(3, "e1", "waybill.order.order-placed.v1", CONFIRMED, 1L, 500, null),
            new Event(3, "e2", "waybill.order.order-placed.v1", REJECTED, 1L, 900, null),
            new Event(3, "e3", "waybill.order.order-confirmed.v1", CONFIRMED, 2L, 500, null),
            new Event(3, "e4", "waybill.order.order-rejected.v1", REJECTED, 2L, 900, "out_of_stock")));
    final List<Leftovers.Outbox> outboxes = new ArrayList<>(List.of(new Leftovers.Outbox("orders_0", 0)));
    final List<Leftovers.DeadLetter> deadLetters = new ArrayList<>();

    Evidence evidence() {
        return new Evidence(
                new OrderBooks(orders, lines, sagas, keys),
                new StockBooks(stock, receipts, held),
                new PaymentBooks(payments, transfers),
                new EventBooks(events),
                new Leftovers(outboxes, deadLetters));
    }
}
