package dev.waybill.sagas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sagas.Happening.Paused;
import dev.waybill.sagas.Happening.Questioned;
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
        assertThat(TestSaga.turnedBack().after(new Paused()).fateOf(STILL)).isEqualTo("REPEAT");
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
