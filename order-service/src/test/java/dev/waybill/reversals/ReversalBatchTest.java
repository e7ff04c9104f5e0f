package dev.waybill.reversals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.SagaBatch;
import dev.waybill.checkout.SagaJson;
import dev.waybill.checkout.SagaRow;
import dev.waybill.contracts.MessageType;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.reversals.ReversalRow.Kind;
import dev.waybill.reversals.ReversalRow.State;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.StepProgress;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.ShardMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An order of 3 mugs at 500 and 2 free stickers, and what may be taken back of it. */
class ReversalBatchTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID ORDER = RoutedId.create(5, NOW, new Random(1));
    private static final InventoryShards ONE_SHARD = new InventoryShards(ShardMap.parse("0-4095"));

    @Test
    void aConfirmedOrderIsCancelledAtOnceAndAllOfItComesBack() {
        ReversalBatch batch = batch(confirmed(null));

        assertThat(batch.take(cancel())).isInstanceOf(Outcome.Accepted.class);

        assertThat(types(batch))
                .containsExactly(MessageType.ORDER_CANCELLED, MessageType.REFUND_PAYMENT, MessageType.RETURN_STOCK);
        assertThat(batch.changes().made()).singleElement().satisfies(made -> {
            assertThat(made.refund()).isEqualTo(1_500);
            assertThat(made.state()).isEqualTo(State.BEGUN);
        });
        assertThat(batch.orderChanges()).singleElement().satisfies(change -> {
            assertThat(change.state()).isEqualTo(OrderState.CANCELLED);
            assertThat(change.reason()).isEqualTo("cancelled_by_customer");
            assertThat(change.version()).isEqualTo(3);
        });
    }

    @Test
    void theSecondCancelIsTheFirst() {
        ReversalBatch batch = batch(confirmed(null));
        Outcome.Accepted first = (Outcome.Accepted) batch.take(cancel());

        assertThat(batch.take(cancel())).isEqualTo(new Outcome.Repeated(first.reversal()));
        assertThat(batch.changes().made()).hasSize(1);
    }

    @Test
    void aCancelWaitsWhileTheMoneyIsStillBeingTaken() {
        ReversalBatch batch = batch(confirmed(ORDER));

        batch.take(cancel());

        assertThat(batch.changes().made()).singleElement().satisfies(made -> assertThat(made.state())
                .isEqualTo(State.WAITING));
        assertThat(batch.messages()).isEmpty();
        assertThat(batch.orderChanges()).isEmpty();
    }

    @Test
    void whatWaitedBeginsWhenNothingElseIsUnderWay() {
        ReversalBatch earlier = batch(confirmed(ORDER));
        earlier.take(cancel());
        ReversalRow waiting = earlier.changes().made().getFirst();

        ReversalBatch stillBusy = batch(confirmed(ORDER), waiting);
        stillBusy.beginWaiting(ORDER);
        assertThat(stillBusy.changesNothing()).isTrue();

        ReversalBatch free = batch(confirmed(null), waiting);
        free.beginWaiting(ORDER);
        assertThat(free.changes().started()).containsExactly(waiting.id());
        assertThat(types(free)).contains(MessageType.ORDER_CANCELLED, MessageType.REFUND_PAYMENT);
    }

    @Test
    void ofThoseThatWaitTheCancelBeginsLast() {
        ReversalBatch earlier = batch(confirmed(ORDER));
        earlier.take(takeBack("before", Map.of(1, 1)));
        earlier.take(cancel());
        ReversalRow giveBack = earlier.changes().made().getFirst();
        ReversalRow cancel = earlier.changes().made().getLast();

        // Both came at the same instant, and their ids say nothing about who was first.
        ReversalBatch free = batch(confirmed(null), cancel, giveBack);
        free.beginWaiting(ORDER);

        assertThat(free.changes().started()).containsExactly(giveBack.id());
        assertThat(types(free)).contains(MessageType.ITEMS_RETURNED).doesNotContain(MessageType.ORDER_CANCELLED);
    }

    @Test
    void aReturnGivesExactlyItsMoneyBack() {
        ReversalBatch batch = batch(confirmed(null));

        batch.take(takeBack("a", Map.of(1, 2)));

        assertThat(batch.changes().made()).singleElement().satisfies(made -> assertThat(made.refund())
                .isEqualTo(1_000));
        assertThat(batch.changes().counted()).containsExactly(new Reversals.Counted(ORDER, 1, 2));
        assertThat(types(batch))
                .containsExactly(MessageType.ITEMS_RETURNED, MessageType.REFUND_PAYMENT, MessageType.RETURN_STOCK);
    }

    @Test
    void whatWasFreeComesBackWithoutARefund() {
        ReversalBatch batch = batch(confirmed(null));

        batch.take(takeBack("a", Map.of(2, 1)));

        assertThat(types(batch)).containsExactly(MessageType.ITEMS_RETURNED, MessageType.RETURN_STOCK);
    }

    @Test
    void oneKeyReturnsOnce() {
        ReversalBatch batch = batch(confirmed(null));
        Outcome.Accepted first = (Outcome.Accepted) batch.take(takeBack("a", Map.of(1, 1)));

        assertThat(batch.take(takeBack("a", Map.of(1, 1)))).isEqualTo(new Outcome.Repeated(first.reversal()));
        assertThat(batch.take(takeBack("a", Map.of(1, 2)))).isInstanceOf(Outcome.Refused.class);
        assertThat(batch.changes().made()).hasSize(1);
    }

    @Test
    void neverMoreThanWasBoughtWhateverStillWaits() {
        ReversalBatch batch = batch(confirmed(null));
        batch.take(takeBack("begun", Map.of(1, 1)));
        batch.take(takeBack("waiting", Map.of(1, 1)));

        Outcome.Refused refused = (Outcome.Refused) batch.take(takeBack("too-much", Map.of(1, 2)));

        assertThat(refused.why().errors()).singleElement().satisfies(error -> assertThat(error.detail())
                .isEqualTo("of line 1 at most 1 can be returned, but it was 2"));
        assertThat(batch.take(takeBack("no-line", Map.of(9, 1)))).isInstanceOf(Outcome.Refused.class);
        assertThat(batch.take(takeBack("rest", Map.of(1, 1)))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aCancelTakesBackWhatReturnsHaveLeft() {
        ReversalBatch batch = batch(confirmed(null));
        batch.take(takeBack("begun", Map.of(1, 1)));
        batch.take(takeBack("waiting", Map.of(1, 1, 2, 2)));

        batch.take(cancel());

        assertThat(batch.changes().made()).extracting(ReversalRow::refund).containsExactly(500L, 500L, 500L);
        assertThat(batch.changes().made())
                .extracting(ReversalRow::state)
                .containsExactly(State.BEGUN, State.WAITING, State.WAITING);
        assertThat(batch.take(takeBack("late", Map.of(1, 1)))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anOrderThatCameBackWholeCannotBeCancelled() {
        ReversalBatch batch = batch(confirmed(null));
        batch.take(takeBack("all", Map.of(1, 3, 2, 2)));

        assertThat(batch.take(cancel())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anOrderThatIsNotConfirmedYetIsTurnedRound() {
        SagaBatch running = new SagaBatch(List.of(runningSaga(Phase.FORWARD)), Map.of(), NOW);
        ReversalBatch batch = batch(order(OrderState.PROCESSING, 1, ORDER), running);

        assertThat(batch.take(cancel())).isInstanceOf(Outcome.Accepted.class);

        assertThat(batch.changes().made()).singleElement().satisfies(made -> {
            assertThat(made.state()).isEqualTo(State.TURNED_ROUND);
            assertThat(made.kind()).isEqualTo(Kind.CANCEL);
        });
        assertThat(running.messages())
                .extracting(message -> MessageType.named(message.type()))
                .containsExactly(MessageType.RELEASE_STOCK);
    }

    @Test
    void anOrderThatIsBeingRejectedIsNotCancelledToo() {
        SagaBatch running = new SagaBatch(List.of(runningSaga(Phase.COMPENSATING)), Map.of(), NOW);

        Outcome outcome = batch(order(OrderState.PROCESSING, 1, ORDER), running).take(cancel());

        assertThat(((Outcome.Refused) outcome).why().detail())
                .isEqualTo("The order is being rejected: its saga is being undone already.");
    }

    @Test
    void whatWasRejectedCanBeNeitherCancelledNorReturned() {
        ReversalBatch batch = batch(order(OrderState.REJECTED, 2, null));

        assertThat(batch.take(cancel())).isInstanceOf(Outcome.Refused.class);
        assertThat(batch.take(takeBack("a", Map.of(1, 1)))).isInstanceOf(Outcome.Refused.class);
        assertThat(batch.changesNothing()).isTrue();
    }

    private static Wish cancel() {
        return new Wish.Cancel(ORDER, "17850", "cancelled_by_customer", null, null);
    }

    private static Wish takeBack(String key, Map<Integer, Integer> units) {
        return new Wish.Return(ORDER, "17850", key, units, null, null);
    }

    private static TakenOrder confirmed(@Nullable UUID openSaga) {
        return order(OrderState.CONFIRMED, 2, openSaga);
    }

    private static TakenOrder order(OrderState state, long version, @Nullable UUID openSaga) {
        return new TakenOrder(
                ORDER,
                "demo",
                "17850",
                state,
                state == OrderState.REJECTED ? "payment_declined" : null,
                version,
                "GBP",
                1_500,
                "tok_approve",
                openSaga,
                SagaJson.write(steps(Progress.DONE)),
                """
                [{"line":1,"sku":"MUG","quantity":3,"price":500,"returned":0},
                 {"line":2,"sku":"STICKER","quantity":2,"price":0,"returned":0}]""");
    }

    private static Map<String, StepProgress> steps(Progress how) {
        Map<String, StepProgress> steps = new LinkedHashMap<>();
        Call call = new Call(how, 1, 1, Map.of(how, NOW), how == Progress.DONE ? null : NOW, null);
        steps.put(PlaceOrder.RESERVE_STOCK, new StepProgress(Map.of(0, call)));
        if (how == Progress.DONE) {
            steps.put(PlaceOrder.AUTHORIZE_PAYMENT, new StepProgress(Map.of(0, call)));
        }
        return steps;
    }

    private static SagaRow runningSaga(Phase phase) {
        boolean refused = phase == Phase.COMPENSATING;
        return new SagaRow(
                ORDER,
                ORDER,
                "demo",
                PlaceOrder.NAME,
                PlaceOrder.DEFINITION.number(),
                phase,
                SagaJson.write(steps(refused ? Progress.UNDOING : Progress.ASKED)),
                null,
                refused ? "payment_declined" : null,
                refused ? "The payment was declined." : null,
                null,
                false,
                false,
                1,
                1,
                OrderState.PROCESSING,
                NOW,
                "17850",
                "GBP",
                1_500,
                "tok_approve",
                null,
                null,
                null,
                null,
                null);
    }

    private static ReversalBatch batch(TakenOrder order, ReversalRow... known) {
        return batch(order, new SagaBatch(List.of(), Map.of(), NOW), known);
    }

    private static ReversalBatch batch(TakenOrder order, SagaBatch running, ReversalRow... known) {
        return new ReversalBatch(
                List.of(order), new ArrayList<>(List.of(known)), running, ONE_SHARD, new Random(2), NOW);
    }

    private static List<MessageType> types(ReversalBatch batch) {
        return batch.messages().stream()
                .map(OutboxMessage::type)
                .map(MessageType::named)
                .toList();
    }
}
