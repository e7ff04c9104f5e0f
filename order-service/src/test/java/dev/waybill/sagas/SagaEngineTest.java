package dev.waybill.sagas;

import static dev.waybill.sagas.TestSaga.NO;
import static dev.waybill.sagas.TestSaga.answer;
import static dev.waybill.sagas.TestSaga.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Decision.Proceed;
import org.junit.jupiter.api.Test;

class SagaEngineTest {

    @Test
    void beginsWithEveryParticipantOfTheFirstSteps() {
        Proceed<String> begun = TestSaga.ENGINE.begin(TestSaga.ID, "facts", TestSaga.START);

        assertThat(begun.messages()).containsExactly("do stock 0", "do stock 1", "do voucher 0");
        assertThat(begun.milestones()).isEmpty();
    }

    @Test
    void parallelStepsAndParticipantsAreJoined() {
        TestSaga saga = TestSaga.begun();

        assertThat(saga.on(done("stock 1"))).isEmpty();
        assertThat(saga.on(done("voucher 0"))).isEmpty();
        assertThat(saga.on(done("stock 0"))).containsExactly("do money 0");
    }

    @Test
    void passesThePivotAnnouncesItAndGoesOnInParallel() {
        Proceed<String> paid = TestSaga.withGoods().take(done("money 0"));

        assertThat(paid.milestones()).containsExactly(Milestone.PIVOT_PASSED);
        assertThat(paid.messages()).containsExactly("do tell 0", "do capture 0", "do commit 0", "do commit 1");
    }

    @Test
    void anAnnouncementIsNotWaitedForAndNeverMadeAgain() {
        TestSaga saga = TestSaga.confirmed();

        assertThat(saga.call("tell 0").progress()).isEqualTo(Progress.DONE);
        assertThat(saga.onTimePassing(TestSaga.LONG)).containsExactly("do capture 0", "do commit 0", "do commit 1");
        assertThat(saga.on(new Happening.Retried())).doesNotContain("do tell 0");
        saga.after(new Happening.Paused());
        assertThat(saga.on(new Happening.Resumed())).doesNotContain("do tell 0");
    }

    @Test
    void nothingIsAnnouncedBeforeThePivot() {
        assertThat(TestSaga.withGoods().state().steps()).doesNotContainKeys("confirm", "tell");
        assertThat(TestSaga.turnedBack().state().steps()).doesNotContainKeys("confirm", "tell");
    }

    @Test
    void endsWhenEverythingIsDone() {
        Proceed<String> last =
                TestSaga.confirmed().done("commit 1", "capture 0").take(done("commit 0"));

        assertThat(last.milestones()).containsExactly(Milestone.COMPLETED);
        assertThat(last.next().phase()).isEqualTo(Phase.COMPLETED);
        assertThat(last.next().dueAt()).isNull();
    }

    @Test
    void aRefusalUndoesWhatMayHaveHappenedAndNothingElse() {
        TestSaga saga = TestSaga.begun().done("voucher 0");

        assertThat(saga.on(refused("stock 0"))).containsExactly("undo stock 1", "undo voucher 0");
        assertThat(saga.state().refusal()).isEqualTo(NO);
    }

    @Test
    void aRefusalOpensAnotherAttemptWhereThePolicyHasOne() {
        TestSaga saga = TestSaga.withGoods();

        assertThat(saga.on(refused("money 0"))).containsExactly("do money 0 attempt 2");
        assertThat(saga.state().phase()).isEqualTo(Phase.FORWARD);
        assertThat(saga.on(refused("money 0 attempt 2")))
                .containsExactly("undo stock 0", "undo stock 1", "undo voucher 0");
    }

    @Test
    void stagesAreUndoneLastFirstAndTheirStepsInParallel() {
        TestSaga saga = TestSaga.withGoods();

        assertThat(saga.on(new Happening.CalledOff(NO))).containsExactly("undo money 0");
        assertThat(saga.on(undone("money 0"))).containsExactly("undo stock 0", "undo stock 1", "undo voucher 0");
        saga.undone("voucher 0", "stock 1");
        assertThat(saga.take(undone("stock 0")).milestones()).containsExactly(Milestone.COMPENSATED);
    }

    @Test
    void anUndoNamesTheAttemptThatItUndoes() {
        TestSaga saga = TestSaga.withGoods().refused("money 0");

        assertThat(saga.on(new Happening.CalledOff(NO))).containsExactly("undo money 0 attempt 2");
    }

    @Test
    void aRefusalAfterThePivotParksTheSagaWithItsReason() {
        TestSaga saga = TestSaga.confirmed().refused("capture 0");

        assertThat(saga.state().phase()).isEqualTo(Phase.FORWARD);
        assertThat(saga.state().parked())
                .isEqualTo("capture was refused by participant 0 after the point of no return");
        assertThat(saga.done("commit 0", "commit 1").state().phase()).isEqualTo(Phase.FORWARD);
    }

    private static Happening done(String request) {
        return answer(new Answer.Done(request(request)));
    }

    private static Happening undone(String request) {
        return answer(new Answer.Undone(request(request)));
    }

    private static Happening refused(String request) {
        return answer(new Answer.Refused(request(request), NO));
    }
}
