package dev.waybill.checkout;

import static dev.waybill.checkout.AnySaga.NOW;
import static dev.waybill.checkout.AnySaga.ORDER;
import static dev.waybill.checkout.AnySaga.authorized;
import static dev.waybill.checkout.AnySaga.begun;
import static dev.waybill.checkout.AnySaga.captured;
import static dev.waybill.checkout.AnySaga.committed;
import static dev.waybill.checkout.AnySaga.rejected;
import static dev.waybill.checkout.AnySaga.released;
import static dev.waybill.checkout.AnySaga.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.Sagas.Changes;
import dev.waybill.checkout.Sagas.SavedSaga;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of a saga from writing it is what reading its row would give. */
class KnownSagaTest {

    private static final List<Reply> ALL = List.of(
            reserved(0),
            reserved(1),
            rejected(1),
            released(0),
            released(1),
            authorized(),
            captured(),
            committed(0),
            committed(1));

    /** The usual course first, then any. */
    static Stream<List<Reply>> courses() {
        Random random = new Random(1);
        return Stream.concat(
                Stream.of(List.of(reserved(0), reserved(1), authorized(), captured(), committed(0), committed(1))),
                Stream.generate(() -> random.ints(12, 0, ALL.size())
                                .mapToObj(ALL::get)
                                .toList())
                        .limit(500));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void aKnownSagaGoesTheSameWayAsOneThatIsRead(List<Reply> replies) {
        SagaRow read = begun();
        KnownSaga known = KnownSaga.of(read);
        for (Reply reply : replies) {
            SagaBatch ofKnown = SagaBatch.ofKnown(List.of(known), NOW);
            SagaBatch ofRead = new SagaBatch(List.of(read), Map.of(), NOW);
            ofKnown.happen(ORDER, Happenings.of(reply), null);
            ofRead.happen(ORDER, Happenings.of(reply), null);

            Changes changes = ofRead.changes();
            assertThat(ofKnown.changes().sagas()).isEqualTo(changes.sagas());
            assertThat(ofKnown.changes().orders()).isEqualTo(changes.orders());
            assertThat(ids(ofKnown)).isEqualTo(ids(ofRead));
            if (!changes.isEmpty()) {
                known = ofKnown.written().getFirst();
                read = asRead(changes.sagas().getFirst(), orderState(changes, read));
            }
        }
    }

    private static List<Object> ids(SagaBatch batch) {
        List<Object> ids = new ArrayList<>();
        batch.messages().stream().map(OutboxMessage::messageId).forEach(ids::add);
        return ids;
    }

    private static OrderState orderState(Changes changes, SagaRow before) {
        return changes.orders().isEmpty()
                ? before.orderState()
                : changes.orders().getFirst().state();
    }

    private static SagaRow asRead(SavedSaga saved, OrderState order) {
        SagaRow first = begun();
        return new SagaRow(
                saved.id(),
                first.orderId(),
                first.tenant(),
                first.definition(),
                first.number(),
                Phase.valueOf(saved.phase()),
                saved.steps(),
                saved.refusalCause(),
                saved.refusalReason(),
                saved.refusalDetail(),
                saved.parkedReason(),
                saved.paused(),
                false,
                saved.version() + 1,
                saved.orderVersion(),
                order,
                first.startedAt(),
                first.customerId(),
                first.currency(),
                first.total(),
                first.paymentToken(),
                null,
                null,
                null,
                null,
                null);
    }
}
