package dev.waybill.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.SagaEngine;
import dev.waybill.sagas.SagaState;
import dev.waybill.shards.RoutedId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyBatchTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID ORDER = RoutedId.create(5, NOW, new Random(1));

    @Test
    void severalRepliesToOneSagaAreTakenInTurnAndWrittenOnce() {
        ReplyBatch batch = new ReplyBatch(List.of(begun()), NOW);

        batch.take(reserved(0), null);
        batch.take(reserved(1), null);
        batch.take(new Reply.PaymentAuthorized(request(PlaceOrder.AUTHORIZE_PAYMENT, 0), "demo", ORDER), null);

        assertThat(batch.changes().sagas()).hasSize(1);
        assertThat(batch.changes().orders())
                .extracting(Sagas.DecidedOrder::state)
                .containsExactly("CONFIRMED");
        assertThat(types(batch))
                .containsExactly(
                        MessageType.AUTHORIZE_PAYMENT,
                        MessageType.CAPTURE_PAYMENT,
                        MessageType.COMMIT_STOCK,
                        MessageType.COMMIT_STOCK,
                        MessageType.ORDER_CONFIRMED);
    }

    @Test
    void anOrderIsRejectedOnlyWhenAllIsReturned() {
        ReplyBatch batch = new ReplyBatch(List.of(begun()), NOW);
        batch.take(reserved(0), null);
        batch.take(rejected(1), null);

        assertThat(batch.orderChanges()).isEmpty();
        batch.take(new Reply.StockReleased(request(PlaceOrder.RESERVE_STOCK, 0), "demo", ORDER), null);

        assertThat(batch.orderChanges()).hasSize(1).first().satisfies(change -> {
            assertThat(change.state()).isEqualTo(OrderState.REJECTED);
            assertThat(change.reason()).isEqualTo("out_of_stock");
            assertThat(change.detail()).isEqualTo("MUG: 2 wanted, 1 available");
            assertThat(change.version()).isEqualTo(2);
        });
    }

    @Test
    void repeatsChangeNothing() {
        ReplyBatch batch = new ReplyBatch(List.of(begun()), NOW);
        batch.take(reserved(0), null);
        batch.take(reserved(0), null);

        assertThat(batch.ignored()).isEqualTo(1);
        assertThat(batch.messages()).isEmpty();
    }

    @Test
    void aReplyToASagaThatIsNotThereIsAtFault() {
        ReplyBatch batch = new ReplyBatch(List.of(), NOW);

        assertThatThrownBy(() -> batch.take(reserved(0), null)).hasMessageContaining("there is no saga");
    }

    private static List<MessageType> types(ReplyBatch batch) {
        return batch.messages().stream()
                .map(OutboxMessage::type)
                .map(MessageType::named)
                .toList();
    }

    private static Reply reserved(int shard) {
        return new Reply.StockReserved(request(PlaceOrder.RESERVE_STOCK, shard), "demo", ORDER);
    }

    private static Reply rejected(int shard) {
        return new Reply.StockRejected(
                request(PlaceOrder.RESERVE_STOCK, shard),
                "demo",
                ORDER,
                StockRejectionReason.OUT_OF_STOCK,
                List.of(new Shortage("MUG", 2, 1)));
    }

    private static Request request(String step, int participant) {
        return new Request(ORDER, step, 1, participant);
    }

    /** A saga whose stock has been asked for on two shards. */
    private static OpenSaga begun() {
        List<StockLine> lines = List.of(new StockLine("MUG", 2));
        OrderFacts facts = new OrderFacts(
                ORDER, "demo", "17850", new Money(500, "GBP"), "tok_approve", Map.of(0, lines, 1, lines));
        SagaState state = new SagaEngine<OrderFacts, Message>(PlaceOrder.DEFINITION)
                .begin(ORDER, facts, NOW)
                .next();
        return new OpenSaga(
                ORDER,
                ORDER,
                "demo",
                "place-order",
                1,
                Phase.FORWARD,
                SagaJson.write(state.steps()),
                null,
                null,
                1,
                1,
                NOW,
                "17850",
                "GBP",
                500,
                "tok_approve");
    }
}
