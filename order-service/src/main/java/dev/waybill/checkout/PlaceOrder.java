package dev.waybill.checkout;

import static dev.waybill.sagas.Step.announcement;
import static dev.waybill.sagas.Step.compensatable;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;

import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ExtendReservation;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.OrderEvent.OrderConfirmed;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Request;
import dev.waybill.sagas.Maker.Context;
import dev.waybill.sagas.Policy;
import dev.waybill.sagas.SagaDefinition;
import dev.waybill.sagas.Step;
import java.time.Duration;
import java.util.List;

/** The saga that places an order. */
public final class PlaceOrder {

    public static final String NAME = "place-order";
    public static final String RESERVE_STOCK = "reserve-stock";
    public static final String AUTHORIZE_PAYMENT = "authorize-payment";
    public static final String CONFIRM = "confirm";
    public static final String ANNOUNCE = "announce-confirmed";
    public static final String CAPTURE_PAYMENT = "capture-payment";
    public static final String COMMIT_STOCK = "commit-stock";

    /** A payment has one participant: payments know their shard from the order's id. */
    static final List<Integer> PAYMENTS = List.of(0);

    static final Policy STOCK = Policy.within(Duration.ofSeconds(30));
    static final Policy PAYMENT = Policy.within(Duration.ofSeconds(60));

    private static final Step<OrderFacts, Message> RESERVING = compensatable(
                    RESERVE_STOCK, STOCK, OrderFacts::inventoryShards, PlaceOrder::reserve, PlaceOrder::release)
            .keptBy(PlaceOrder::extend)
            .settledBy(COMMIT_STOCK);
    private static final Step<OrderFacts, Message> AUTHORIZING =
            compensatable(AUTHORIZE_PAYMENT, PAYMENT, order -> PAYMENTS, PlaceOrder::authorize, PlaceOrder::letGo);
    private static final Step<OrderFacts, Message> CAPTURING =
            retriable(CAPTURE_PAYMENT, PAYMENT, order -> PAYMENTS, PlaceOrder::capture);
    private static final Step<OrderFacts, Message> COMMITTING =
            retriable(COMMIT_STOCK, STOCK, OrderFacts::inventoryShards, PlaceOrder::commit);

    /** Confirmed where the pivot is, without a step of its own for it; for orders that began under it. */
    static final SagaDefinition<OrderFacts, Message> FIRST = SagaDefinition.<OrderFacts, Message>named(NAME, 1)
            .then(RESERVING)
            .then(AUTHORIZING)
            .then(pivot(CONFIRM))
            .then(CAPTURING, COMMITTING)
            .build();

    public static final SagaDefinition<OrderFacts, Message> DEFINITION = SagaDefinition.<OrderFacts, Message>named(
                    NAME, 2)
            .then(RESERVING)
            .then(AUTHORIZING)
            .then(pivot(CONFIRM))
            .then(announcement(ANNOUNCE, PlaceOrder::confirmed), CAPTURING, COMMITTING)
            .build();

    private PlaceOrder() {}

    private static Message reserve(OrderFacts order, Request request, Context context) {
        return new ReserveStock(request, order.tenant(), order.orderId(), order.lines(request.participant()));
    }

    private static Message release(OrderFacts order, Request request, Context context) {
        return new ReleaseStock(request, order.tenant(), order.orderId());
    }

    private static Message extend(OrderFacts order, Request request, Context context) {
        return new ExtendReservation(request, order.tenant(), order.orderId());
    }

    private static Message authorize(OrderFacts order, Request request, Context context) {
        return new AuthorizePayment(
                request, order.tenant(), order.orderId(), order.customerId(), order.total(), order.paymentToken());
    }

    private static Message letGo(OrderFacts order, Request request, Context context) {
        return new VoidPayment(request, order.tenant(), order.orderId());
    }

    static Message confirmed(OrderFacts order, Request request, Context context) {
        return new OrderConfirmed(order.tenant(), order.orderId(), order.customerId(), order.total(), context.now());
    }

    private static Message capture(OrderFacts order, Request request, Context context) {
        return new CapturePayment(
                request, order.tenant(), order.orderId(), context.requestOf(AUTHORIZE_PAYMENT, request.participant()));
    }

    private static Message commit(OrderFacts order, Request request, Context context) {
        return new CommitStock(
                request, order.tenant(), order.orderId(), context.requestOf(RESERVE_STOCK, request.participant()));
    }
}
