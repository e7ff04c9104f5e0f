package dev.waybill.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One message of every type, as the golden files have it. A new type does not compile until it has one here too. */
final class Examples {

    static final UUID ORDER = UUID.fromString("0195f2a0-7c1e-7a5b-9c3d-2f4e6a8b0c1d");
    static final UUID SAGA = UUID.fromString("0195f2a0-7c20-7a5b-8e21-51d0a7c3f96b");
    static final String TENANT = "demo";
    static final String CUSTOMER = "17850";
    static final Money TOTAL = new Money(4242, "GBP");
    static final Instant PLACED = Instant.parse("2026-03-14T09:26:53.589793Z");
    static final Instant DECIDED = Instant.parse("2026-03-14T09:26:53.711204Z");

    private static final Request RESERVE = new Request(SAGA, "reserve-stock", 1, 1);
    private static final Request COMMIT = new Request(SAGA, "commit-stock", 1, 1);
    private static final Request AUTHORIZE = new Request(SAGA, "authorize-payment", 1, 0);
    private static final Request CAPTURE = new Request(SAGA, "capture-payment", 1, 0);

    private static final UUID RETURN = UUID.fromString("0195f6c1-3b52-7a5b-a1d4-90c7e2b45f08");
    private static final Request RESTOCK = new Request(RETURN, "restock", 1, 1);
    private static final Request REFUND = new Request(RETURN, "refund-payment", 1, 0);
    private static final Instant RETURNED = Instant.parse("2026-03-15T10:02:11.480112Z");

    private Examples() {}

    static Message of(MessageType type) {
        return switch (type) {
            case RESERVE_STOCK ->
                new InventoryCommand.ReserveStock(
                        RESERVE, TENANT, ORDER, List.of(new StockLine("85123A", 6), new StockLine("71053", 8)));
            case RELEASE_STOCK -> new InventoryCommand.ReleaseStock(RESERVE, TENANT, ORDER);
            case COMMIT_STOCK -> new InventoryCommand.CommitStock(COMMIT, TENANT, ORDER, RESERVE);
            case EXTEND_RESERVATION -> new InventoryCommand.ExtendReservation(RESERVE, TENANT, ORDER);
            case RETURN_STOCK ->
                new InventoryCommand.ReturnStock(RESTOCK, TENANT, ORDER, RESERVE, List.of(new StockLine("85123A", 2)));
            case AUTHORIZE_PAYMENT ->
                new PaymentCommand.AuthorizePayment(AUTHORIZE, TENANT, ORDER, CUSTOMER, TOTAL, "tok_approve");
            case VOID_PAYMENT -> new PaymentCommand.VoidPayment(AUTHORIZE, TENANT, ORDER);
            case CAPTURE_PAYMENT -> new PaymentCommand.CapturePayment(CAPTURE, TENANT, ORDER, AUTHORIZE);
            case REFUND_PAYMENT ->
                new PaymentCommand.RefundPayment(REFUND, TENANT, ORDER, AUTHORIZE, new Money(510, "GBP"));
            case STOCK_RESERVED -> new Reply.StockReserved(RESERVE, TENANT, ORDER);
            case STOCK_REJECTED ->
                new Reply.StockRejected(
                        RESERVE,
                        TENANT,
                        ORDER,
                        StockRejectionReason.OUT_OF_STOCK,
                        List.of(new Shortage("71053", 8, 3)));
            case STOCK_RELEASED -> new Reply.StockReleased(RESERVE, TENANT, ORDER);
            case STOCK_COMMITTED -> new Reply.StockCommitted(COMMIT, TENANT, ORDER);
            case RESERVATION_EXPIRED -> new Reply.ReservationExpired(RESERVE, TENANT, ORDER);
            case STOCK_RETURNED -> new Reply.StockReturned(RESTOCK, TENANT, ORDER);
            case PAYMENT_AUTHORIZED -> new Reply.PaymentAuthorized(AUTHORIZE, TENANT, ORDER);
            case PAYMENT_DECLINED -> new Reply.PaymentDeclined(AUTHORIZE, TENANT, ORDER, "insufficient_funds");
            case PAYMENT_VOIDED -> new Reply.PaymentVoided(AUTHORIZE, TENANT, ORDER);
            case PAYMENT_CAPTURED -> new Reply.PaymentCaptured(CAPTURE, TENANT, ORDER);
            case PAYMENT_REFUNDED -> new Reply.PaymentRefunded(REFUND, TENANT, ORDER);
            case ORDER_PLACED ->
                new OrderEvent.OrderPlaced(
                        TENANT,
                        ORDER,
                        CUSTOMER,
                        false,
                        TOTAL,
                        List.of(new OrderLine("85123A", 6, 255), new OrderLine("71053", 8, 339)),
                        PLACED);
            case ORDER_CONFIRMED -> new OrderEvent.OrderConfirmed(TENANT, ORDER, CUSTOMER, TOTAL, DECIDED);
            case ORDER_REJECTED ->
                new OrderEvent.OrderRejected(
                        TENANT,
                        ORDER,
                        CUSTOMER,
                        TOTAL,
                        "payment_declined",
                        "The payment was declined: insufficient_funds",
                        DECIDED);
            case ORDER_CANCELLED ->
                new OrderEvent.OrderCancelled(TENANT, ORDER, CUSTOMER, TOTAL, "cancelled_by_customer", RETURNED);
            case ITEMS_RETURNED ->
                new OrderEvent.ItemsReturned(
                        TENANT,
                        ORDER,
                        CUSTOMER,
                        TOTAL,
                        RETURN,
                        List.of(new OrderLine("85123A", 2, 255)),
                        new Money(510, "GBP"),
                        RETURNED);
            case PRODUCT_CHANGED ->
                new ProductChanged(
                        TENANT, "85123A", "WHITE HANGING HEART T-LIGHT HOLDER", new Money(255, "GBP"), true, 3);
        };
    }

    /** The topic that a message travels on. */
    static Topic topicOf(MessageType type) {
        return switch (of(type)) {
            case InventoryCommand command -> Topic.INVENTORY_COMMANDS;
            case PaymentCommand command -> Topic.PAYMENT_COMMANDS;
            case Reply reply -> Topic.ORDER_REPLIES;
            case OrderEvent event -> Topic.ORDER_EVENTS;
            case ProductChanged product -> Topic.PRODUCTS;
        };
    }
}
