package dev.waybill.checkout;

import static dev.waybill.checkout.AnySaga.NOW;
import static dev.waybill.checkout.AnySaga.ORDER;
import static dev.waybill.checkout.AnySaga.authorized;
import static dev.waybill.checkout.AnySaga.captured;
import static dev.waybill.checkout.AnySaga.committed;
import static dev.waybill.checkout.AnySaga.released;
import static dev.waybill.checkout.AnySaga.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sagas that began under place-order 1, as the first release stored them, finish as they began. */
class FirstDefinitionTest {

    static final String RESERVING = """
            {"reserve-stock":{"attempt":1,"calls":{"0":{"progress":"ASKED","since":"2026-01-01T00:00:00Z"},
                                                   "1":{"progress":"ASKED","since":"2026-01-01T00:00:00Z"}}}}
            """;

    static final String CONFIRMED = """
            {"reserve-stock":{"attempt":1,"calls":{"0":{"progress":"DONE","since":"2026-01-01T00:00:00Z"},
                                                   "1":{"progress":"DONE","since":"2026-01-01T00:00:00Z"}}},
             "authorize-payment":{"attempt":1,"calls":{"0":{"progress":"DONE","since":"2026-01-01T00:00:00Z"}}},
             "confirm":{"attempt":1,"calls":{}},
             "capture-payment":{"attempt":1,"calls":{"0":{"progress":"ASKED","since":"2026-01-01T00:00:00Z"}}},
             "commit-stock":{"attempt":1,"calls":{"0":{"progress":"ASKED","since":"2026-01-01T00:00:00Z"},
                                                  "1":{"progress":"DONE","since":"2026-01-01T00:00:00Z"}}}}
            """;

    static final String UNDOING = """
            {"reserve-stock":{"attempt":1,"calls":{"0":{"progress":"UNDOING","since":"2026-01-01T00:00:00Z"},
                                                   "1":{"progress":"UNDONE","since":"2026-01-01T00:00:00Z"}}},
             "authorize-payment":{"attempt":1,"calls":{"0":{"progress":"REFUSED","since":"2026-01-01T00:00:00Z"}}}}
            """;

    @Test
    void whatItLeftOpenIsAskedAgainAtOnce() {
        assertThat(types(timePassed(reserving())))
                .containsExactly(MessageType.RESERVE_STOCK, MessageType.RESERVE_STOCK);
        assertThat(types(timePassed(confirmed())))
                .containsExactly(MessageType.CAPTURE_PAYMENT, MessageType.COMMIT_STOCK);
        assertThat(types(timePassed(undoing()))).containsExactly(MessageType.RELEASE_STOCK);
    }

    @Test
    void anOrderIsConfirmedOnceAndAfterItsCommandsAsBefore() {
        SagaBatch batch = batch(reserving());
        take(batch, reserved(0), reserved(1), authorized(), captured(), committed(0), committed(1));

        assertThat(types(batch))
                .containsExactly(
                        MessageType.AUTHORIZE_PAYMENT,
                        MessageType.CAPTURE_PAYMENT,
                        MessageType.COMMIT_STOCK,
                        MessageType.COMMIT_STOCK,
                        MessageType.ORDER_CONFIRMED);
        assertThat(batch.changes().sagas().getFirst().phase()).isEqualTo("COMPLETED");
        assertThat(batch.orderChanges().getFirst().version()).isEqualTo(2);
    }

    @Test
    void anOrderThatWasConfirmedIsNotConfirmedAgain() {
        SagaBatch batch = batch(confirmed());
        take(batch, captured(), committed(0));

        assertThat(batch.messages()).isEmpty();
        assertThat(batch.orderChanges()).isEmpty();
        assertThat(batch.changes().sagas().getFirst().phase()).isEqualTo("COMPLETED");
    }

    @Test
    void anOrderThatWasBeingUndoneIsRejectedForItsReason() {
        SagaBatch batch = batch(undoing());
        take(batch, released(0));

        assertThat(types(batch)).containsExactly(MessageType.ORDER_REJECTED);
        assertThat(batch.orderChanges().getFirst().reason()).isEqualTo("payment_declined");
    }

    @Test
    void whatItStoresFromNowOnIsReadAsItWasWritten() {
        String stored = SagaJson.write(SagaJson.read(CONFIRMED));

        assertThat(SagaJson.read(stored)).isEqualTo(SagaJson.read(CONFIRMED));
        assertThat(stored).doesNotContain("since");
    }

    private static SagaRow reserving() {
        return AnySaga.row(1, Phase.FORWARD, RESERVING, OrderState.PROCESSING, 1);
    }

    private static SagaRow confirmed() {
        return AnySaga.row(1, Phase.FORWARD, CONFIRMED, OrderState.CONFIRMED, 2);
    }

    private static SagaRow undoing() {
        return AnySaga.row(1, Phase.COMPENSATING, UNDOING, OrderState.PROCESSING, 1);
    }

    private static SagaBatch batch(SagaRow row) {
        return new SagaBatch(List.of(row), AnySaga.ALL_LINES, NOW.plus(Duration.ofSeconds(1)));
    }

    private static SagaBatch timePassed(SagaRow row) {
        SagaBatch batch = batch(row);
        batch.happen(ORDER, new Happening.TimePassed(), null);
        return batch;
    }

    private static void take(SagaBatch batch, Reply... replies) {
        for (Reply reply : replies) {
            batch.happen(ORDER, Happenings.of(reply), null);
        }
    }

    private static List<MessageType> types(SagaBatch batch) {
        return batch.messages().stream()
                .map(OutboxMessage::type)
                .map(MessageType::named)
                .toList();
    }
}
