package dev.waybill.sagas;

import static dev.waybill.sagas.Step.compensatable;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Request;
import dev.waybill.sagas.Decision.Ignore;
import dev.waybill.sagas.Decision.Proceed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SagaEngineTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID SAGA = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final Policy ANY = Policy.within(java.time.Duration.ofSeconds(10));
    private static final Refusal NO = Refusal.refused("no", "No.");

    /** Stock on two shards, then money; then both are made final in parallel. Commands read like {@code do stock 1}. */
    private static final SagaEngine<String, String> ENGINE =
            new SagaEngine<>(SagaDefinition.<String, String>named("test", 1)
                    .then(compensatable("stock", ANY, facts -> List.of(0, 1), told("do"), told("undo")))
                    .then(compensatable("money", ANY, facts -> List.of(0), told("do"), told("undo")))
                    .then(pivot("confirm"))
                    .then(
                            retriable("capture", ANY, facts -> List.of(0), told("do")),
                            retriable("commit", ANY, facts -> List.of(0, 1), told("do")))
                    .build());

    @Test
    void beginsWithEveryParticipantOfTheFirstStep() {
        Proceed<String> begun = ENGINE.begin(SAGA, "facts", NOW);

        assertThat(begun.messages()).containsExactly("do stock 0", "do stock 1");
        assertThat(begun.milestones()).isEmpty();
    }

    @Test
    void waitsForAllParticipantsOfAStep() {
        SagaState one = proceed(begun(), done("stock", 0)).next();

        assertThat(proceed(one, done("stock", 1)).messages()).containsExactly("do money 0");
    }

    @Test
    void passesThePivotAndGoesOnInParallel() {
        Proceed<String> paid = proceed(stockReserved(), done("money", 0));

        assertThat(paid.milestones()).containsExactly(Milestone.PIVOT_PASSED);
        assertThat(paid.messages()).containsExactly("do capture 0", "do commit 0", "do commit 1");
    }

    @Test
    void endsWhenEverythingIsDone() {
        SagaState state = proceed(stockReserved(), done("money", 0)).next();
        state = proceed(state, done("commit", 1)).next();
        state = proceed(state, done("capture", 0)).next();

        Proceed<String> last = proceed(state, done("commit", 0));

        assertThat(last.milestones()).containsExactly(Milestone.COMPLETED);
        assertThat(last.next().phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void aRefusalUndoesWhatMayHaveHappenedAndNothingElse() {
        Proceed<String> refused = proceed(begun(), refused("stock", 0));

        assertThat(refused.messages()).containsExactly("undo stock 1");
        assertThat(refused.next().refusal()).isEqualTo(NO);
    }

    @Test
    void undoesTheLastStepFirst() {
        Proceed<String> declined = proceed(stockReserved(), refused("money", 0));

        // The money was refused, so there is nothing of it to undo.
        assertThat(declined.messages()).containsExactly("undo stock 0", "undo stock 1");
        SagaState half = proceed(declined.next(), undone("stock", 1)).next();
        assertThat(proceed(half, undone("stock", 0)).milestones()).containsExactly(Milestone.COMPENSATED);
    }

    @Test
    void aLateYesToWhatIsBeingUndoneChangesNothing() {
        SagaState turned = proceed(begun(), refused("stock", 0)).next();

        assertThat(on(turned, done("stock", 1))).isInstanceOf(Ignore.class);
        assertThat(on(turned, refused("stock", 1))).isInstanceOf(Ignore.class);
    }

    @Test
    void answersToOtherRequestsAreIgnored() {
        assertThat(on(begun(), done("money", 0))).isInstanceOf(Ignore.class);
        assertThat(on(begun(), done("stock", 7))).isInstanceOf(Ignore.class);
        assertThat(on(begun(), undone("stock", 0))).isInstanceOf(Ignore.class);
        assertThat(on(begun(), new Answer.Done(new Request(SAGA, "stock", 2, 0))))
                .isInstanceOf(Ignore.class);
    }

    /**
     * Ten thousand sagas, with answers in any order, repeated, and each step refused now and then: every one ends, either
     * with all done or with all that was done undone.
     */
    @Test
    void everySagaEndsWhateverTheOrderOfAnswers() {
        for (long seed = 0; seed < 10_000; seed++) {
            new Schedule(seed).run();
        }
    }

    private static final class Schedule {
        private final long seed;
        private final Random random;
        private final List<String> open = new ArrayList<>();
        private final TreeSet<String> refusedOnes = new TreeSet<>();
        private final TreeSet<String> happened = new TreeSet<>();
        private SagaState state;

        Schedule(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            Proceed<String> begun = ENGINE.begin(SAGA, "facts", NOW);
            take(begun);
            while (!state.phase().ended()) {
                assertThat(open)
                        .as("seed %d: nothing open, yet not ended: %s", seed, state)
                        .isNotEmpty();
                String command = open.get(random.nextInt(open.size()));
                if (random.nextInt(3) > 0) {
                    open.remove(command);
                }
                if (on(state, answer(command)) instanceof Proceed<String> proceed) {
                    take(proceed);
                }
            }
            boolean all = state.phase() == Phase.COMPLETED;
            assertThat(happened).as("seed %d", seed).hasSize(all ? 6 : 0);
        }

        private void take(Proceed<String> proceed) {
            state = proceed.next();
            open.addAll(proceed.messages());
        }

        private Answer answer(String command) {
            String[] words = command.split(" ");
            String target = words[1] + " " + words[2];
            if (words[0].equals("undo")) {
                happened.remove(target);
                refusedOnes.add(target);
                return undone(words[1], Integer.parseInt(words[2]));
            }
            boolean mayRefuse = words[1].equals("stock") || words[1].equals("money");
            boolean refuses =
                    refusedOnes.contains(target) || (mayRefuse && !happened.contains(target) && random.nextInt(5) == 0);
            if (refuses) {
                refusedOnes.add(target);
                return refused(words[1], Integer.parseInt(words[2]));
            }
            happened.add(target);
            return done(words[1], Integer.parseInt(words[2]));
        }
    }

    private static Maker<String, String> told(String verb) {
        return (facts, request, context) -> "%s %s %d".formatted(verb, request.step(), request.participant());
    }

    private static SagaState begun() {
        return ENGINE.begin(SAGA, "facts", NOW).next();
    }

    private static SagaState stockReserved() {
        return proceed(proceed(begun(), done("stock", 0)).next(), done("stock", 1))
                .next();
    }

    private static Decision<String> on(SagaState state, Answer answer) {
        return ENGINE.decide(state, "facts", new Happening.Answered(answer), NOW);
    }

    private static Proceed<String> proceed(SagaState state, Answer answer) {
        return (Proceed<String>) on(state, answer);
    }

    private static Answer done(String step, int participant) {
        return new Answer.Done(new Request(SAGA, step, 1, participant));
    }

    private static Answer undone(String step, int participant) {
        return new Answer.Undone(new Request(SAGA, step, 1, participant));
    }

    private static Answer refused(String step, int participant) {
        return new Answer.Refused(new Request(SAGA, step, 1, participant), NO);
    }
}
