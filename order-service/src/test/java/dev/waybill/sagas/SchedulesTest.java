package dev.waybill.sagas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sagas.Decision.Proceed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand sagas whose messages are lost, repeated and overtaken, while time-outs strike and people call off, pause,
 * resume, retry and skip: every one ends, with all done or with all that was done undone, and stays so when the last late
 * message has come.
 */
class SchedulesTest {

    private static final int SCHEDULES = 10_000;

    @Test
    void everySagaEndsDoneOrUndone() {
        int done = 0;
        for (long seed = 0; seed < SCHEDULES; seed++) {
            done += new Schedule(seed).run() == Phase.COMPLETED ? 1 : 0;
        }
        // Or else the schedules would show little.
        assertThat(done).isBetween(SCHEDULES / 5, SCHEDULES * 4 / 5);
    }

    private static final class Schedule {

        /** Then nothing is lost any more and people let go, so that it must come to its end. */
        private static final int CALM_AFTER = 120;

        private static final int STEPS_AT_MOST = 5_000;

        private final long seed;
        private final Random random;
        private final Participant participant;
        private final List<String> messages = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private final List<Milestone> milestones = new ArrayList<>();
        private Instant now = TestSaga.START;
        private SagaState state;
        private int announced;
        private boolean skipped;
        private boolean calm;

        Schedule(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.participant = new Participant(random);
            Proceed<String> begun = TestSaga.ENGINE.begin(TestSaga.ID, "facts", now);
            state = begun.next();
            take(begun);
        }

        Phase run() {
            for (int step = 0; !state.phase().ended(); step++) {
                assertThat(step).as("seed %d does not end: %s", seed, state).isLessThan(STEPS_AT_MOST);
                calm = step > CALM_AFTER;
                act();
            }
            judge();
            calm = true;
            while (!messages.isEmpty() || !answers.isEmpty()) {
                deliver();
            }
            judge();
            return state.phase();
        }

        private void act() {
            int dice = random.nextInt(100);
            if (dice < 70) {
                deliver();
            } else if (dice < 88) {
                passTime();
            } else if (!calm) {
                happen(wish());
            } else if (state.paused()) {
                happen(new Happening.Resumed());
            } else if (state.parked() != null) {
                happen(new Happening.Retried());
            }
        }

        private void passTime() {
            now = now.plus(Duration.ofMillis(random.nextInt(20_000)));
            happen(new Happening.TimePassed());
        }

        private Happening wish() {
            return switch (random.nextInt(8)) {
                case 0 -> new Happening.CalledOff(TestSaga.CALLED_OFF);
                case 1 -> new Happening.Paused();
                case 2, 3 -> new Happening.Resumed();
                case 4, 5 -> new Happening.Retried();
                case 6 ->
                    new Happening.Skipped(
                            List.of("stock", "money", "capture", "commit").get(random.nextInt(4)));
                default -> new Happening.Questioned(TestSaga.request("stock 0"));
            };
        }

        /** A message to a participant or an answer from one; unless it is calm, some are lost and some come again. */
        private void deliver() {
            if (!calm && random.nextInt(6) == 0) {
                lose(random.nextBoolean() ? messages : answers);
            } else if (!messages.isEmpty() && (answers.isEmpty() || random.nextBoolean())) {
                participant.hear(pick(messages)).ifPresent(answers::add);
            } else if (!answers.isEmpty()) {
                happen(TestSaga.answer(pick(answers)));
            }
        }

        private <T> T pick(List<T> from) {
            int index = random.nextInt(from.size());
            boolean comesAgain = !calm && random.nextInt(4) == 0;
            return comesAgain ? from.get(index) : from.remove(index);
        }

        private void lose(List<?> from) {
            if (!from.isEmpty()) {
                from.remove(random.nextInt(from.size()));
            }
        }

        private void happen(Happening happening) {
            SagaState before = state;
            Decision<String> decision = TestSaga.ENGINE.decide(state, "facts", happening, now);
            if (decision instanceof Proceed<String> proceed) {
                state = proceed.next();
                skipped |= happening instanceof Happening.Skipped;
                assertThat(before.paused() && state.paused() ? said(proceed) : List.of())
                        .as("seed %d: a paused saga spoke", seed)
                        .isEmpty();
                take(proceed);
            }
        }

        /** But for the answer to a question, by which nothing happens. */
        private static List<String> said(Proceed<String> proceed) {
            return proceed.messages().stream()
                    .filter(message -> !message.startsWith("keep"))
                    .toList();
        }

        private void take(Proceed<String> proceed) {
            milestones.addAll(proceed.milestones());
            for (String message : proceed.messages()) {
                if (message.startsWith("do tell")) {
                    announced++;
                } else if (!message.startsWith("keep")) {
                    messages.add(message);
                }
            }
        }

        private void judge() {
            boolean done = state.phase() == Phase.COMPLETED;
            assertThat(announced).as("seed %d: announcements", seed).isEqualTo(done ? 1 : 0);
            assertThat(milestones)
                    .as("seed %d", seed)
                    .isEqualTo(
                            done
                                    ? List.of(Milestone.PIVOT_PASSED, Milestone.COMPLETED)
                                    : List.of(Milestone.COMPENSATED));
            if (!skipped) {
                assertThat(participant.holds()).as("seed %d: %s", seed, state).hasSize(done ? 7 : 0);
            }
        }
    }
}
