package dev.waybill.sagas;

import static dev.waybill.sagas.Step.announcement;
import static dev.waybill.sagas.Step.compensatable;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Request;
import dev.waybill.sagas.Decision.Ignore;
import dev.waybill.sagas.Decision.Proceed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A saga on its way: goods on two shards beside a voucher, then money, which may be refused once, then the pivot; then it
 * is told, captured and committed in parallel. Messages read like {@code do stock 1}, and requests are named
 * {@code stock 1}, or {@code money 0 attempt 2}.
 */
final class TestSaga {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final Refusal NO = Refusal.refused("no", "No.");
    static final Refusal CALLED_OFF = Refusal.calledOff("customer_request", "Not wanted any more.");

    /** Asked three times in all: 10 s, then 12 to 14 s, then 13 to 16 s. */
    static final Policy POLICY =
            Policy.within(Duration.ofSeconds(10)).retried(2).backingOff(Duration.ofSeconds(4), Duration.ofSeconds(6));

    /** Longer than any wait of the policy. */
    static final Duration LONG = Duration.ofSeconds(20);

    static final SagaEngine<String, String> ENGINE = new SagaEngine<>(SagaDefinition.<String, String>named("test", 1)
            .then(
                    compensatable("stock", POLICY, facts -> List.of(0, 1), told("do"), told("undo"))
                            .keptBy(told("keep"))
                            .settledBy("commit"),
                    compensatable("voucher", POLICY, facts -> List.of(0), told("do"), told("undo")))
            .then(compensatable("money", POLICY.attempts(2), facts -> List.of(0), told("do"), told("undo")))
            .then(pivot("confirm"))
            .then(
                    announcement("tell", told("do")),
                    retriable("capture", POLICY, facts -> List.of(0), told("do")),
                    retriable("commit", POLICY, facts -> List.of(0, 1), told("do")))
            .build());

    private SagaState state;
    private Instant now = START;

    private TestSaga(SagaState state) {
        this.state = state;
    }

    /** Goods and voucher are asked for. */
    static TestSaga begun() {
        return new TestSaga(ENGINE.begin(ID, "facts", START).next());
    }

    /** Money is asked for. */
    static TestSaga withGoods() {
        return begun().done("stock 0", "stock 1", "voucher 0");
    }

    /** Past the pivot: told, and capture and commit are asked for. */
    static TestSaga confirmed() {
        return withGoods().done("money 0");
    }

    /** The money was refused for good, and goods and voucher are being given back. */
    static TestSaga turnedBack() {
        return withGoods().refused("money 0", "money 0 attempt 2");
    }

    TestSaga done(String... requests) {
        for (String request : requests) {
            after(answer(new Answer.Done(request(request))));
        }
        return this;
    }

    TestSaga refused(String... requests) {
        for (String request : requests) {
            after(answer(new Answer.Refused(request(request), NO)));
        }
        return this;
    }

    TestSaga undone(String... requests) {
        for (String request : requests) {
            after(answer(new Answer.Undone(request(request))));
        }
        return this;
    }

    /** Nobody answers until the saga has given up repeating itself. */
    TestSaga unanswered() {
        return waiting(LONG).waiting(LONG).waiting(LONG);
    }

    TestSaga waiting(Duration duration) {
        now = now.plus(duration);
        return after(new Happening.TimePassed());
    }

    /** After something that the saga takes up. */
    TestSaga after(Happening happening) {
        take(happening);
        return this;
    }

    /** What it says when that happens. */
    List<String> on(Happening happening) {
        return take(happening).messages();
    }

    List<String> onTimePassing(Duration duration) {
        now = now.plus(duration);
        return on(new Happening.TimePassed());
    }

    Proceed<String> take(Happening happening) {
        Decision<String> decision = decide(happening);
        assertThat(decision).isInstanceOf(Proceed.class);
        Proceed<String> proceed = (Proceed<String>) decision;
        state = proceed.next();
        return proceed;
    }

    Decision<String> decide(Happening happening) {
        return ENGINE.decide(state, "facts", happening, now);
    }

    /** What becomes of it in a table: {@code taken}, or why it is ignored. */
    String fateOf(Happening happening) {
        return decide(happening) instanceof Ignore<String> ignore
                ? ignore.reason().name()
                : "taken";
    }

    SagaState state() {
        return state;
    }

    Call call(String request) {
        Request named = request(request);
        return state.steps().get(named.step()).calls().get(named.participant());
    }

    static Happening answer(Answer answer) {
        return new Happening.Answered(answer);
    }

    static Request request(String named) {
        String[] words = named.split(" ");
        int attempt = words.length > 2 ? Integer.parseInt(words[3]) : 1;
        return new Request(ID, words[0], attempt, Integer.parseInt(words[1]));
    }

    private static Maker<String, String> told(String verb) {
        return (facts, request, context) -> "%s %s %d%s"
                .formatted(
                        verb,
                        request.step(),
                        request.participant(),
                        request.attempt() == 1 ? "" : " attempt " + request.attempt());
    }
}
