package dev.waybill.checkout;

import static dev.waybill.checkout.AnySaga.NOW;
import static dev.waybill.checkout.AnySaga.ORDER;
import static dev.waybill.checkout.AnySaga.authorized;
import static dev.waybill.checkout.AnySaga.begun;
import static dev.waybill.checkout.AnySaga.committed;
import static dev.waybill.checkout.AnySaga.expired;
import static dev.waybill.checkout.AnySaga.rejected;
import static dev.waybill.checkout.AnySaga.released;
import static dev.waybill.checkout.AnySaga.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Decision.Reason;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SagaBatchTest {

    @Test
    void severalRepliesToOneSagaAreTakenInTurnAndWrittenOnce() {
        SagaBatch batch = batch();

        take(batch, reserved(0), reserved(1), authorized());

        assertThat(batch.changes().sagas()).hasSize(1);
        assertThat(batch.changes().orders())
                .extracting(Sagas.DecidedOrder::state)
                .containsExactly(OrderState.CONFIRMED);
        assertThat(types(batch))
                .containsExactly(
                        MessageType.AUTHORIZE_PAYMENT,
                        MessageType.ORDER_CONFIRMED,
                        MessageType.CAPTURE_PAYMENT,
                        MessageType.COMMIT_STOCK,
                        MessageType.COMMIT_STOCK);
    }

    @Test
    void anOrderIsRejectedOnlyWhenAllIsReturned() {
        SagaBatch batch = batch();
        take(batch, reserved(0), rejected(1));

        assertThat(batch.orderChanges()).isEmpty();
        take(batch, released(0));

        assertThat(batch.orderChanges()).hasSize(1).first().satisfies(change -> {
            assertThat(change.state()).isEqualTo(OrderState.REJECTED);
            assertThat(change.reason()).isEqualTo("out_of_stock");
            assertThat(change.detail()).isEqualTo("MUG: 2 wanted, 1 available");
            assertThat(change.version()).isEqualTo(2);
        });
    }

    @Test
    void anOrderThatIsCalledOffIsCancelledAndNotRejected() {
        SagaBatch batch = batch();
        batch.happen(ORDER, new Happening.CalledOff(Refusal.calledOff("customer_request", "Too late.")), null);
        take(batch, released(0), released(1));

        assertThat(batch.orderChanges()).hasSize(1).first().satisfies(change -> {
            assertThat(change.state()).isEqualTo(OrderState.CANCELLED);
            assertThat(change.reason()).isEqualTo("customer_request");
        });
        assertThat(types(batch)).endsWith(MessageType.ORDER_CANCELLED);
    }

    @Test
    void repeatsChangeNothing() {
        SagaBatch batch = batch();
        take(batch, reserved(0), reserved(0));

        assertThat(batch.ignored()).containsExactly(Reason.REPEAT);
        assertThat(batch.messages()).isEmpty();
    }

    @Test
    void whatNothingHappenedToIsNotWritten() {
        SagaBatch batch = batch();
        take(batch, authorized());

        assertThat(batch.ignored()).containsExactly(Reason.UNASKED);
        assertThat(batch.changes().isEmpty()).isTrue();
    }

    @Test
    void aSagaIsParkedOnceHoweverMuchStillHappensToIt() {
        String asked = "{\"calls\":{\"0\":{\"progress\":\"ASKED\",\"attempt\":1,\"sends\":9,\"at\":{}},"
                + "\"1\":{\"progress\":\"ASKED\",\"attempt\":1,\"sends\":9,\"at\":{}}}}";
        String steps = "{\"capture-payment\":%1$s,\"commit-stock\":%1$s,\"confirm\":{\"calls\":{}}}".formatted(asked);
        SagaBatch batch = new SagaBatch(
                List.of(AnySaga.row(2, Phase.FORWARD, steps, OrderState.CONFIRMED, 2)), Map.of(), AnySaga.NOW);
        take(batch, committed(0), committed(1));

        assertThat(batch.transitions())
                .extracting(SagaBatch.Transition::parked)
                .satisfiesExactly(first -> assertThat(first).contains("capture-payment"), again -> assertThat(again)
                        .isNull());
    }

    @Test
    void aReservationThatAsksIsExtendedWhileItsOrderIsUnderWay() {
        SagaBatch batch = batch();
        take(batch, reserved(0), expired(0));

        assertThat(types(batch)).containsExactly(MessageType.EXTEND_RESERVATION);
    }

    @Test
    void theRescuerIsToldExactlyWhenTimeHasPassedAndNeverTooLateOtherwise() {
        SagaBatch replied = batch();
        take(replied, reserved(0));
        SagaBatch rescued = new SagaBatch(List.of(begun()), AnySaga.ALL_LINES, NOW.plus(Duration.ofSeconds(31)));
        rescued.happen(ORDER, new Happening.TimePassed(), null);

        assertThat(replied.changes().sagas().getFirst().dueExactly()).isFalse();
        assertThat(rescued.changes().sagas().getFirst().dueExactly()).isTrue();
        assertThat(types(rescued)).containsExactly(MessageType.RESERVE_STOCK, MessageType.RESERVE_STOCK);
    }

    @Test
    void aRepeatedCommandKeepsItsId() {
        SagaBatch once = rescuedAfter(31);
        SagaBatch again = rescuedAfter(100);

        assertThat(once.messages())
                .extracting(OutboxMessage::messageId)
                .containsExactlyElementsOf(
                        again.messages().stream().map(OutboxMessage::messageId).toList());
    }

    @Test
    void aReplyToASagaThatIsNotThereIsAtFault() {
        SagaBatch batch = new SagaBatch(List.of(), AnySaga.ALL_LINES, NOW);

        assertThatThrownBy(() -> take(batch, reserved(0))).hasMessageContaining("there is no saga");
    }

    private static SagaBatch rescuedAfter(int seconds) {
        SagaBatch batch = new SagaBatch(List.of(begun()), AnySaga.ALL_LINES, NOW.plus(Duration.ofSeconds(seconds)));
        batch.happen(ORDER, new Happening.TimePassed(), null);
        return batch;
    }

    private static SagaBatch batch() {
        return new SagaBatch(List.of(begun()), AnySaga.ALL_LINES, NOW);
    }

    private static void take(SagaBatch batch, Reply... replies) {
        for (Reply reply : replies) {
            batch.happen(reply.request().sagaId(), Happenings.of(reply), null);
        }
    }

    private static List<MessageType> types(SagaBatch batch) {
        return batch.messages().stream()
                .map(OutboxMessage::type)
                .map(MessageType::named)
                .toList();
    }
}
