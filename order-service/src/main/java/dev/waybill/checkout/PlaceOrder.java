package dev.waybill.checkout;

import static dev.waybill.sagas.Step.compensatable;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;

import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Request;
import dev.waybill.sagas.SagaDefinition;
import java.util.List;
import java.util.Objects;

/** The saga that places an order. */
public final class PlaceOrder {

    public static final String RESERVE_STOCK = "reserve-stock";
    public static final String AUTHORIZE_PAYMENT = "authorize-payment";
    public static final String CONFIRM = "confirm";
    public static final String CAPTURE_PAYMENT = "capture-payment";
    public static final String COMMIT_STOCK = "commit-stock";

    /** A payment has one participant: payments know their shard from the order's id. */
    private static final List<Integer> PAYMENTS = List.of(0);

    public static final SagaDefinition<OrderFacts, Message> DEFINITION = SagaDefinition.<OrderFacts, Message>named(
                    "place-order", 1)
            .then(compensatable(
                    RESERVE_STOCK, OrderFacts::inventoryShards, PlaceOrder::reserveStock, PlaceOrder::releaseStock))
            .then(compensatable(
                    AUTHORIZE_PAYMENT, order -> PAYMENTS, PlaceOrder::authorizePayment, PlaceOrder::voidPayment))
            .then(pivot(CONFIRM))
            .then(
                    retriable(CAPTURE_PAYMENT, order -> PAYMENTS, PlaceOrder::capturePayment),
                    retriable(COMMIT_STOCK, OrderFacts::inventoryShards, PlaceOrder::commitStock))
            .build();

    private PlaceOrder() {}

    private static Message reserveStock(OrderFacts order, Request request) {
        return new ReserveStock(
                request,
                order.tenant(),
                order.orderId(),
                Objects.requireNonNull(order.linesByShard().get(request.participant())));
    }

    private static Message releaseStock(OrderFacts order, Request request) {
        return new ReleaseStock(request, order.tenant(), order.orderId());
    }

    private static Message authorizePayment(OrderFacts order, Request request) {
        return new AuthorizePayment(
                request, order.tenant(), order.orderId(), order.customerId(), order.total(), order.paymentToken());
    }

    private static Message voidPayment(OrderFacts order, Request request) {
        return new VoidPayment(request, order.tenant(), order.orderId());
    }

    private static Message capturePayment(OrderFacts order, Request request) {
        return new CapturePayment(request, order.tenant(), order.orderId(), first(request, AUTHORIZE_PAYMENT));
    }

    private static Message commitStock(OrderFacts order, Request request) {
        return new CommitStock(request, order.tenant(), order.orderId(), first(request, RESERVE_STOCK));
    }

    /** The first attempt of another step, asked of the same participant. */
    private static Request first(Request request, String step) {
        return new Request(request.sagaId(), step, 1, request.participant());
    }
}
