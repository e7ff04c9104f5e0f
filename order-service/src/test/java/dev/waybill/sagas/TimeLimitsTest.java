package dev.waybill.sagas;

import static dev.waybill.sagas.TestSaga.LONG;
import static dev.waybill.sagas.TestSaga.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {

    @Test
    void nothingIsRepeatedBeforeItsTime() {
        TestSaga saga = TestSaga.begun();

        assertThat(saga.state().dueAt()).isEqualTo(START.plusSeconds(10));
        assertThat(saga.onTimePassing(Duration.ofMillis(9_999))).isEmpty();
        assertThat(saga.call("stock 0").sends()).isEqualTo(1);
    }

    @Test
    void aTimeOutRepeatsTheSameAttemptOfWhatIsNotAnswered() {
        TestSaga saga = TestSaga.begun().done("stock 0");

        assertThat(saga.onTimePassing(Duration.ofSeconds(10))).containsExactly("do stock 1", "do voucher 0");
        assertThat(saga.call("stock 1").attempt()).isEqualTo(1);
        assertThat(saga.call("stock 1").sends()).isEqualTo(2);
    }

    @Test
    void eachRepetitionWaitsLongerWithinItsBounds() {
        TestSaga saga = TestSaga.begun();

        saga.waiting(Duration.ofSeconds(10));
        assertThat(wait(saga, START.plusSeconds(10))).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(14));
        saga.waiting(Duration.ofSeconds(14));
        assertThat(wait(saga, START.plusSeconds(24))).isBetween(Duration.ofSeconds(13), Duration.ofSeconds(16));
    }

    @Test
    void jitterScattersNeighboursAndIsTheSameForTheSameRequest() {
        Policy policy = Policy.within(Duration.ofSeconds(30));
        Set<Duration> waits = new HashSet<>();
        LongStream.range(0, 100).forEach(seed -> {
            Duration wait = policy.patience(9, seed);
            assertThat(wait).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
            assertThat(policy.patience(9, seed)).isEqualTo(wait);
            waits.add(wait);
        });
        assertThat(waits).hasSizeGreaterThan(90);
    }

    @Test
    void whatIsNotAnsweredBeforeThePivotIsGivenUpAndUndone() {
        TestSaga saga =
                TestSaga.begun().done("stock 0", "voucher 0").waiting(LONG).waiting(LONG);

        assertThat(saga.onTimePassing(LONG)).containsExactly("undo stock 0", "undo stock 1", "undo voucher 0");
        assertThat(saga.state().refusal())
                .isEqualTo(Refusal.refused("timed_out", "stock was asked 3 times and has not answered."));
        assertThat(saga.state().parked()).isNull();
    }

    @Test
    void anUndoThatIsNotAnsweredIsParkedForOps() {
        TestSaga saga = TestSaga.turnedBack().undone("stock 0", "voucher 0").unanswered();

        assertThat(saga.state().phase()).isEqualTo(Phase.COMPENSATING);
        assertThat(saga.state().parked())
                .isEqualTo("participant 1 was asked 3 times for the undo of stock and has not answered");
        assertThat(saga.state().dueAt()).isNull();
        assertThat(saga.onTimePassing(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void anUndoThatIsAnsweredAfterAllUnparksAndEndsTheSaga() {
        TestSaga saga = TestSaga.turnedBack().undone("stock 0", "voucher 0").unanswered();

        saga.undone("stock 1");
        assertThat(saga.state().parked()).isNull();
        assertThat(saga.state().phase()).isEqualTo(Phase.COMPENSATED);
    }

    @Test
    void whatIsNotAnsweredAfterThePivotIsParkedForOpsAndNeverUndone() {
        TestSaga saga = TestSaga.confirmed().done("commit 0", "commit 1").unanswered();

        assertThat(saga.state().phase()).isEqualTo(Phase.FORWARD);
        assertThat(saga.state().parked()).isEqualTo("participant 0 was asked 3 times for capture and has not answered");
        assertThat(saga.done("capture 0").state().phase()).isEqualTo(Phase.COMPLETED);
        assertThat(saga.state().parked()).isNull();
    }

    @Test
    void oneThatIsGivenUpHoldsUpNoOther() {
        TestSaga saga = TestSaga.confirmed().done("commit 0");
        saga.waiting(LONG).waiting(LONG).done("capture 0").waiting(LONG);

        assertThat(saga.state().parked()).contains("participant 1", "commit").doesNotContain("capture");
    }

    @Test
    void aPolicyIsCheckedWhenItIsMade() {
        Policy policy = Policy.within(Duration.ofSeconds(1));

        assertThatThrownBy(() -> Policy.within(Duration.ZERO)).hasMessageContaining("must be above zero");
        assertThatThrownBy(() -> policy.retried(-1)).hasMessageContaining("retries count from 0");
        assertThatThrownBy(() -> policy.attempts(0)).hasMessageContaining("attempts from 1");
        assertThatThrownBy(() -> policy.backingOff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("backoff PT2S");
    }

    @Test
    void aPolicySaysAllOfItself() {
        assertThat(Policy.within(Duration.ofMillis(1_500)).attempts(2).describe("turns back"))
                .isEqualTo("answers within 1500 ms, repeated 8 times backing off 5 s to 120 s,"
                        + " the last refusal of 2 attempts turns back");
    }

    private static Duration wait(TestSaga saga, Instant since) {
        return Duration.between(
                since, Objects.requireNonNull(saga.call("stock 0").dueAt()));
    }
}
