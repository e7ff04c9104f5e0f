package dev.waybill.checkout;

import static dev.waybill.sagas.Step.announcement;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;

import dev.waybill.checkout.OrderFacts.Reversal;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.OrderEvent.ItemsReturned;
import dev.waybill.contracts.OrderEvent.OrderCancelled;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.Request;
import dev.waybill.sagas.Maker.Context;
import dev.waybill.sagas.SagaDefinition;
import dev.waybill.sagas.Step;
import java.util.List;
import java.util.Objects;

/**
 * The sagas that take back what a confirmed order has done: all that is left of it, or some. That it shall be so is decided
 * before they begin, so their pivot comes first; money and units follow.
 */
public final class TakeBack {

    public static final String CANCEL = "cancel-order";
    public static final String RETURN = "return-items";
    public static final String CALL_OFF = "call-off";
    public static final String ACCEPT_RETURN = "accept-return";
    public static final String ANNOUNCE_CANCELLED = "announce-cancelled";
    public static final String ANNOUNCE_RETURNED = "announce-returned";
    public static final String REFUND_PAYMENT = "refund-payment";
    public static final String RESTOCK = "restock";

    private static final Step<OrderFacts, Message> REFUNDING =
            retriable(REFUND_PAYMENT, PlaceOrder.PAYMENT, TakeBack::whoRefunds, TakeBack::refund);
    private static final Step<OrderFacts, Message> RESTOCKING =
            retriable(RESTOCK, PlaceOrder.STOCK, OrderFacts::inventoryShards, TakeBack::restock);

    public static final SagaDefinition<OrderFacts, Message> CANCEL_ORDER = SagaDefinition.<OrderFacts, Message>named(
                    CANCEL, 1)
            .then(pivot(CALL_OFF))
            .then(announcement(ANNOUNCE_CANCELLED, TakeBack::cancelled), REFUNDING, RESTOCKING)
            .build();

    public static final SagaDefinition<OrderFacts, Message> RETURN_ITEMS = SagaDefinition.<OrderFacts, Message>named(
                    RETURN, 1)
            .then(pivot(ACCEPT_RETURN))
            .then(announcement(ANNOUNCE_RETURNED, TakeBack::returned), REFUNDING, RESTOCKING)
            .build();

    private TakeBack() {}

    /** Nobody, if what comes back was free. */
    private static List<Integer> whoRefunds(OrderFacts order) {
        return order.requireReversal().refund().amount() == 0 ? List.of() : PlaceOrder.PAYMENTS;
    }

    private static Message cancelled(OrderFacts order, Request request, Context context) {
        return new OrderCancelled(
                order.tenant(),
                order.orderId(),
                order.customerId(),
                order.total(),
                order.requireReversal().reason(),
                context.now());
    }

    private static Message returned(OrderFacts order, Request request, Context context) {
        Reversal back = order.requireReversal();
        return new ItemsReturned(
                order.tenant(),
                order.orderId(),
                order.customerId(),
                order.total(),
                back.id(),
                back.lines(),
                back.refund(),
                context.now());
    }

    private static Message refund(OrderFacts order, Request request, Context context) {
        Reversal back = order.requireReversal();
        return new RefundPayment(request, order.tenant(), order.orderId(), back.authorization(), back.refund());
    }

    private static Message restock(OrderFacts order, Request request, Context context) {
        int shard = request.participant();
        Request reservation =
                Objects.requireNonNull(order.requireReversal().reservations().get(shard));
        return new ReturnStock(request, order.tenant(), order.orderId(), reservation, order.lines(shard));
    }
}
