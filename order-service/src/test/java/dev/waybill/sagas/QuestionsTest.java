package dev.waybill.sagas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sagas.Happening.Paused;
import dev.waybill.sagas.Happening.Questioned;
import dev.waybill.sagas.Happening.Skipped;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A participant that holds something asks whether it still shall. */
class QuestionsTest {

    private static final Happening STILL = new Questioned(TestSaga.request("stock 0"));

    @Test
    void whatIsUnderWayIsKept() {
        assertKept(TestSaga.begun());
        assertKept(TestSaga.withGoods());
        assertKept(TestSaga.confirmed());
    }

    @Test
    void whatIsHeldForAPausedSagaIsKept() {
        assertKept(TestSaga.withGoods().after(new Paused()));
        TestSaga turned = TestSaga.begun().after(new Paused()).done("stock 0").refused("stock 1");
        assertKept(turned);
    }

    @Test
    void whatIsHeldForAParkedSagaIsKept() {
        assertKept(TestSaga.confirmed().unanswered());
    }

    @Test
    void whatWaitsForItsTurnToBeUndoneIsKeptUntilThen() {
        assertKept(TestSaga.withGoods().after(new Happening.CalledOff(TestSaga.CALLED_OFF)));
    }

    @Test
    void whatIsBeingUndoneIsUndoneAgain() {
        assertThat(TestSaga.turnedBack().on(STILL)).containsExactly("undo stock 0");
        assertThat(TestSaga.turnedBack().unanswered().on(STILL)).containsExactly("undo stock 0");
    }

    @Test
    void aPausedSagaUndoesNothing() {
        assertKept(TestSaga.turnedBack().after(new Paused()));
        assertKept(
                TestSaga.turnedBack().unanswered().after(new Skipped("stock")).after(new Paused()));
    }

    @Test
    void whatOpsCountAsUndoneIsUndoneForWhoeverStillHoldsIt() {
        TestSaga underWay = TestSaga.turnedBack().unanswered().after(new Skipped("stock"));
        assertThat(underWay.on(STILL)).containsExactly("undo stock 0");

        TestSaga ended = underWay.undone("voucher 0");
        assertThat(ended.state().phase()).isEqualTo(Phase.COMPENSATED);
        assertThat(ended.on(STILL)).containsExactly("undo stock 0");
        assertThat(ended.state().phase()).as("nothing that has ended is opened").isEqualTo(Phase.COMPENSATED);
        assertThat(ended.state().dueAt()).isNull();
    }

    @Test
    void whatWasPromisedIsSettledWhereOpsCountItAsSettled() {
        TestSaga underWay = TestSaga.confirmed().unanswered().after(new Skipped("commit"));
        assertThat(underWay.on(STILL)).containsExactly("do commit 0");

        TestSaga ended = underWay.done("capture 0");
        assertThat(ended.state().phase()).isEqualTo(Phase.COMPLETED);
        assertThat(ended.on(STILL)).containsExactly("do commit 0");
        assertThat(ended.state().phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void whatWasSettledIsAskedAboutByMistake() {
        TestSaga ended = TestSaga.confirmed().done("capture 0", "commit 0", "commit 1");
        assertThat(ended.fateOf(STILL)).isEqualTo("ENDED");
    }

    @Test
    void theAnswerChangesNothing() {
        TestSaga saga = TestSaga.withGoods();
        SagaState before = saga.state();

        assertThat(saga.after(STILL).state()).isEqualTo(before);
    }

    @Test
    void whatNobodyHoldsIsNotAnswered() {
        assertThat(TestSaga.begun().refused("stock 0").fateOf(STILL)).isEqualTo("REPEAT");
        assertThat(TestSaga.turnedBack().undone("stock 0").fateOf(STILL)).isEqualTo("REPEAT");
        assertThat(TestSaga.withGoods().fateOf(new Questioned(TestSaga.request("stock 9"))))
                .isEqualTo("UNASKED");
        assertThat(TestSaga.withGoods().fateOf(new Questioned(TestSaga.request("money 0"))))
                .isEqualTo("REPEAT");
        assertThat(TestSaga.turnedBack()
                        .undone("stock 0", "stock 1", "voucher 0")
                        .fateOf(STILL))
                .isEqualTo("ENDED");
    }

    private static void assertKept(TestSaga saga) {
        assertThat(saga.on(STILL)).isEqualTo(List.of("keep stock 0"));
    }
}
