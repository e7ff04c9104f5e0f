package dev.waybill.sagas;

import static dev.waybill.sagas.TestSaga.CALLED_OFF;
import static dev.waybill.sagas.TestSaga.LONG;
import static dev.waybill.sagas.TestSaga.NO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sagas.Happening.CalledOff;
import dev.waybill.sagas.Happening.Paused;
import dev.waybill.sagas.Happening.Resumed;
import dev.waybill.sagas.Happening.Retried;
import dev.waybill.sagas.Happening.Skipped;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people may wish of a saga, and what becomes of it in each of its phases. */
class OpsVerbsTest {

    /** {@code skip} is of the step that the saga is at. */
    private static final String WISHES = """
            the saga               | retry       | skip        | pause       | resume | call off
            goes forward           | taken       | NOT_ALLOWED | taken       | taken  | taken
            is paused              | NOT_ALLOWED | NOT_ALLOWED | NOT_ALLOWED | taken  | taken
            is being undone        | taken       | NOT_ALLOWED | taken       | taken  | NOT_ALLOWED
            is stuck at an undo    | taken       | taken       | taken       | taken  | NOT_ALLOWED
            is past the pivot      | taken       | NOT_ALLOWED | taken       | taken  | NOT_ALLOWED
            is stuck past the pivot | taken      | taken       | taken       | taken  | NOT_ALLOWED
            was refused past the pivot | taken   | taken       | taken       | taken  | NOT_ALLOWED
            is done                | ENDED       | ENDED       | ENDED       | ENDED  | ENDED
            is undone              | ENDED       | ENDED       | ENDED       | ENDED  | ENDED
            """;

    private record Case(TestSaga saga, String step) {}

    @Test
    void everyWishHasOneFate() {
        assertThat(WISHES.lines().skip(1).toList()).allSatisfy(row -> {
            String[] cells = row.split(" *\\| *");
            assertThat(fates(of(cells[0])))
                    .as(cells[0])
                    .containsExactly(cells[1], cells[2], cells[3], cells[4], cells[5]);
        });
    }

    @Test
    void retryingIsPatientAnew() {
        TestSaga saga = TestSaga.confirmed().done("commit 0").unanswered();

        assertThat(saga.on(new Retried())).containsExactly("do capture 0", "do commit 1");
        assertThat(saga.state().parked()).isNull();
        assertThat(saga.call("capture 0").sends()).isEqualTo(1);
        assertThat(saga.onTimePassing(LONG)).containsExactly("do capture 0", "do commit 1");
    }

    @Test
    void retryingAnUndoRepeatsTheUndo() {
        TestSaga saga = TestSaga.turnedBack().undone("stock 0", "voucher 0").unanswered();

        assertThat(saga.on(new Retried())).containsExactly("undo stock 1");
    }

    @Test
    void retryingWhatWasRefusedOpensAnotherAttempt() {
        TestSaga saga = TestSaga.confirmed().done("commit 0", "commit 1").refused("capture 0");

        assertThat(saga.on(new Retried())).containsExactly("do capture 0 attempt 2");
        assertThat(saga.done("capture 0 attempt 2").state().phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void aSkippedStepCountsAsDone() {
        TestSaga saga = TestSaga.confirmed().done("commit 0", "commit 1").unanswered();

        assertThat(saga.after(new Skipped("capture")).state().phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void aSkippedUndoCountsAsUndone() {
        TestSaga saga = TestSaga.turnedBack().undone("stock 0", "voucher 0").unanswered();

        assertThat(saga.after(new Skipped("stock")).state().phase()).isEqualTo(Phase.COMPENSATED);
    }

    @Test
    void whatWasNeverBegunCannotBeSkipped() {
        assertThat(TestSaga.begun().decide(new Skipped("capture")))
                .isEqualTo(new Decision.Ignore<String>(
                        Decision.Reason.NOT_ALLOWED, "is not at a step called \"capture\""));
    }

    @Test
    void aPausedSagaTakesAnswersAndSaysNothing() {
        TestSaga saga = TestSaga.begun().after(new Paused());

        saga.done("stock 0", "stock 1");
        assertThat(saga.on(TestSaga.answer(new Answer.Done(TestSaga.request("voucher 0")))))
                .isEmpty();
        assertThat(saga.onTimePassing(LONG)).isEmpty();
        assertThat(saga.state().dueAt()).isNull();
        assertThat(saga.on(new Resumed())).containsExactly("do money 0");
    }

    @Test
    void resumingRepeatsWhatIsOpenAndForgivesTheTimeThatHasPassed() {
        TestSaga saga = TestSaga.begun().after(new Paused()).waiting(LONG).waiting(LONG);

        assertThat(saga.on(new Resumed())).containsExactly("do stock 0", "do stock 1", "do voucher 0");
        assertThat(saga.onTimePassing(java.time.Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void aSagaThatTurnedBackWhilePausedOnlyUndoesWhenItGoesOn() {
        TestSaga saga = TestSaga.begun().after(new Paused());

        saga.done("stock 0").refused("stock 1");
        assertThat(saga.state().phase()).isEqualTo(Phase.COMPENSATING);
        assertThat(saga.on(new Resumed())).containsExactly("undo stock 0", "undo voucher 0");
    }

    @Test
    void aPausedSagaThatIsCalledOffRemembersIt() {
        TestSaga saga = TestSaga.withGoods().after(new Paused());

        assertThat(saga.on(new CalledOff(CALLED_OFF))).isEmpty();
        assertThat(saga.done("money 0").on(new Resumed())).containsExactly("undo money 0");
        assertThat(saga.state().refusal()).isEqualTo(CALLED_OFF);
    }

    @Test
    void whatIsGivenUpStaysSoWhenTheSagaGoesOn() {
        TestSaga saga = TestSaga.confirmed().unanswered().after(new Paused());

        assertThat(saga.on(new Resumed())).isEmpty();
        assertThat(saga.state().parked()).isNotNull();
    }

    @Test
    void callingOffBeforeAnythingIsAnsweredUndoesEverything() {
        TestSaga saga = TestSaga.begun();

        assertThat(saga.on(new CalledOff(CALLED_OFF)))
                .containsExactly("undo stock 0", "undo stock 1", "undo voucher 0");
        assertThat(saga.state().refusal()).isEqualTo(CALLED_OFF);
    }

    @Test
    void aCallThatComesAfterARefusalDoesNotChangeTheReason() {
        TestSaga saga = TestSaga.turnedBack();

        assertThat(saga.fateOf(new CalledOff(CALLED_OFF))).isEqualTo("NOT_ALLOWED");
        assertThat(saga.state().refusal()).isEqualTo(NO);
    }

    private static List<String> fates(Case each) {
        return List.of(
                each.saga().fateOf(new Retried()),
                each.saga().fateOf(new Skipped(each.step())),
                each.saga().fateOf(new Paused()),
                each.saga().fateOf(new Resumed()),
                each.saga().fateOf(new CalledOff(CALLED_OFF)));
    }

    private static Case of(String row) {
        return switch (row) {
            case "goes forward" -> new Case(TestSaga.begun(), "stock");
            case "is paused" -> new Case(TestSaga.begun().after(new Paused()), "stock");
            case "is being undone" -> new Case(TestSaga.turnedBack(), "stock");
            case "is stuck at an undo" -> new Case(TestSaga.turnedBack().unanswered(), "stock");
            case "is past the pivot" -> new Case(TestSaga.confirmed(), "capture");
            case "is stuck past the pivot" -> new Case(TestSaga.confirmed().unanswered(), "capture");
            case "was refused past the pivot" -> new Case(TestSaga.confirmed().refused("capture 0"), "capture");
            case "is done" -> new Case(TestSaga.confirmed().done("capture 0", "commit 0", "commit 1"), "capture");
            case "is undone" -> new Case(TestSaga.turnedBack().undone("stock 0", "stock 1", "voucher 0"), "stock");
            default -> throw new IllegalArgumentException(row);
        };
    }
}
