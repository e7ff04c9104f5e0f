package dev.waybill.checkout;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.SagaDefinition;
import dev.waybill.sagas.SagaEngine;
import dev.waybill.sagas.SagaState;
import dev.waybill.shards.RoutedId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One order's saga as it is read from its shard, and what its participants say to it. */
final class AnySaga {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final UUID ORDER = RoutedId.create(5, NOW, new Random(1));

    private static final List<StockLine> LINES = List.of(new StockLine("MUG", 2));

    /** What the order wants of inventory shards 0 and 1. */
    static final Map<UUID, Map<Integer, List<StockLine>>> ALL_LINES = Map.of(ORDER, Map.of(0, LINES, 1, LINES));

    private AnySaga() {}

    /** Its stock has been asked for on two shards. */
    static SagaRow begun() {
        return begunUnder(PlaceOrder.DEFINITION);
    }

    static SagaRow begunUnder(SagaDefinition<OrderFacts, Message> definition) {
        OrderFacts facts = new OrderFacts(
                ORDER, "demo", "17850", new Money(500, "GBP"), "tok_approve", Map.of(0, LINES, 1, LINES), null);
        SagaState state = new SagaEngine<>(definition).begin(ORDER, facts, NOW).next();
        return row(definition.number(), Phase.FORWARD, SagaJson.write(state.steps()), OrderState.PROCESSING, 1);
    }

    /**
     * @param steps as they are stored
     */
    static SagaRow row(int number, Phase phase, String steps, OrderState order, long orderVersion) {
        boolean refused = phase == Phase.COMPENSATING;
        return new SagaRow(
                ORDER,
                ORDER,
                "demo",
                PlaceOrder.NAME,
                number,
                phase,
                steps,
                null,
                refused ? "payment_declined" : null,
                refused ? "The payment was declined." : null,
                null,
                false,
                false,
                1,
                orderVersion,
                order,
                NOW,
                "17850",
                "GBP",
                500,
                "tok_approve",
                null,
                null,
                null,
                null,
                null);
    }

    static Reply reserved(int shard) {
        return new Reply.StockReserved(request(PlaceOrder.RESERVE_STOCK, shard), "demo", ORDER);
    }

    static Reply released(int shard) {
        return new Reply.StockReleased(request(PlaceOrder.RESERVE_STOCK, shard), "demo", ORDER);
    }

    static Reply rejected(int shard) {
        return new Reply.StockRejected(
                request(PlaceOrder.RESERVE_STOCK, shard),
                "demo",
                ORDER,
                StockRejectionReason.OUT_OF_STOCK,
                List.of(new Shortage("MUG", 2, 1)));
    }

    static Reply committed(int shard) {
        return new Reply.StockCommitted(request(PlaceOrder.COMMIT_STOCK, shard), "demo", ORDER);
    }

    static Reply expired(int shard) {
        return new Reply.ReservationExpired(request(PlaceOrder.RESERVE_STOCK, shard), "demo", ORDER);
    }

    static Reply authorized() {
        return new Reply.PaymentAuthorized(request(PlaceOrder.AUTHORIZE_PAYMENT, 0), "demo", ORDER);
    }

    static Reply captured() {
        return new Reply.PaymentCaptured(request(PlaceOrder.CAPTURE_PAYMENT, 0), "demo", ORDER);
    }

    static Request request(String step, int participant) {
        return new Request(ORDER, step, 1, participant);
    }
}
