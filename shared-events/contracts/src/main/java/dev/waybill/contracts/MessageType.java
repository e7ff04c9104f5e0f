package dev.waybill.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every message's name on the wire, the CloudEvents {@code type}: owner, name, major version. A field may be added to a
 * message without a new version; anything else needs a new name beside the old one.
 */
public enum MessageType {
    RESERVE_STOCK("waybill.inventory.reserve-stock.v1", InventoryCommand.ReserveStock.class),
    RELEASE_STOCK("waybill.inventory.release-stock.v1", InventoryCommand.ReleaseStock.class),
    COMMIT_STOCK("waybill.inventory.commit-stock.v1", InventoryCommand.CommitStock.class),
    EXTEND_RESERVATION("waybill.inventory.extend-reservation.v1", InventoryCommand.ExtendReservation.class),
    RETURN_STOCK("waybill.inventory.return-stock.v1", InventoryCommand.ReturnStock.class),
    AUTHORIZE_PAYMENT("waybill.payment.authorize-payment.v1", PaymentCommand.AuthorizePayment.class),
    VOID_PAYMENT("waybill.payment.void-payment.v1", PaymentCommand.VoidPayment.class),
    CAPTURE_PAYMENT("waybill.payment.capture-payment.v1", PaymentCommand.CapturePayment.class),
    REFUND_PAYMENT("waybill.payment.refund-payment.v1", PaymentCommand.RefundPayment.class),
    STOCK_RESERVED("waybill.inventory.stock-reserved.v1", Reply.StockReserved.class),
    STOCK_REJECTED("waybill.inventory.stock-rejected.v1", Reply.StockRejected.class),
    STOCK_RELEASED("waybill.inventory.stock-released.v1", Reply.StockReleased.class),
    STOCK_COMMITTED("waybill.inventory.stock-committed.v1", Reply.StockCommitted.class),
    RESERVATION_EXPIRED("waybill.inventory.reservation-expired.v1", Reply.ReservationExpired.class),
    STOCK_RETURNED("waybill.inventory.stock-returned.v1", Reply.StockReturned.class),
    PAYMENT_AUTHORIZED("waybill.payment.payment-authorized.v1", Reply.PaymentAuthorized.class),
    PAYMENT_DECLINED("waybill.payment.payment-declined.v1", Reply.PaymentDeclined.class),
    PAYMENT_VOIDED("waybill.payment.payment-voided.v1", Reply.PaymentVoided.class),
    PAYMENT_CAPTURED("waybill.payment.payment-captured.v1", Reply.PaymentCaptured.class),
    PAYMENT_REFUNDED("waybill.payment.payment-refunded.v1", Reply.PaymentRefunded.class),
    ORDER_PLACED("waybill.order.order-placed.v1", OrderEvent.OrderPlaced.class),
    ORDER_CONFIRMED("waybill.order.order-confirmed.v1", OrderEvent.OrderConfirmed.class),
    ORDER_REJECTED("waybill.order.order-rejected.v1", OrderEvent.OrderRejected.class),
    ORDER_CANCELLED("waybill.order.order-cancelled.v1", OrderEvent.OrderCancelled.class),
    ITEMS_RETURNED("waybill.order.items-returned.v1", OrderEvent.ItemsReturned.class),
    PRODUCT_CHANGED("waybill.inventory.product-changed.v1", ProductChanged.class);

    private static final Map<String, MessageType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(t -> t.wireName, Function.identity()));
    private static final Map<Class<?>, MessageType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(t -> t.record, Function.identity()));

    private final String wireName;
    private final Class<? extends Message> record;

    MessageType(String wireName, Class<? extends Message> record) {
        this.wireName = wireName;
        this.record = record;
    }

    public String wireName() {
        return wireName;
    }

    public Class<? extends Message> record() {
        return record;
    }

    /** The type of that name, or null if this library does not know it. */
    public static @Nullable MessageType named(String wireName) {
        return BY_NAME.get(wireName);
    }

    public static MessageType of(Message message) {
        MessageType type = BY_RECORD.get(message.getClass());
        if (type == null) {
            throw new IllegalStateException(message.getClass() + " has no name on the wire; this is a bug");
        }
        return type;
    }
}
