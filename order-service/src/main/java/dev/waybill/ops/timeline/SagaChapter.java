package dev.waybill.ops.timeline;

import dev.waybill.checkout.Definitions;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.timeline.TimelineEntry.Kind;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.Step;
import dev.waybill.sagas.StepKind;
import dev.waybill.sagas.StepProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one saga did, from its row. Pure. */
final class SagaChapter {

    /** Reasons of the saga's own, or of ops: no participant's. */
    private static final Set<String> NOBODYS = Set.of("timed_out", "compensated_by_ops");

    private final StoredSaga saga;
    private final Halts halts;
    private final Map<String, StepProgress> steps;
    private final List<TimelineEntry> entries = new ArrayList<>();

    private SagaChapter(StoredSaga saga, Halts halts) {
        this.saga = saga;
        this.halts = halts;
        this.steps = saga.state().steps();
    }

    static List<TimelineEntry> of(StoredSaga saga, Halts halts) {
        SagaChapter chapter = new SagaChapter(saga, halts);
        chapter.tell();
        return chapter.entries;
    }

    private void tell() {
        say(saga.startedAt(), Kind.BEGUN, "The saga %s %d began.".formatted(saga.definition(), saga.number()));
        // The saga keeps one reason: certain to be a participant's only if no other has refused.
        String why = refusedBy() == 1 ? reasonOfParticipant() : null;
        steps.forEach((step, progress) -> progress.calls().forEach((participant, call) -> new CallStory(
                        step, participant, call, why, at -> halts.at(saga.definition(), at))
                .tell(this::say)));
        turnedBack();
        decided();
        parked();
        ended();
    }

    /** Its time is that of what followed from it at once. */
    private void turnedBack() {
        Refusal why = saga.refusal();
        if (why == null) {
            return;
        }
        Instant at = calls().flatMap(call -> call.at().entrySet().stream())
                .filter(each -> each.getKey() == Progress.UNDOING)
                .map(Map.Entry::getValue)
                .min(Instant::compareTo)
                .orElse(saga.endedAt() == null ? saga.updatedAt() : saga.endedAt());
        say(
                at,
                Kind.TURNED_BACK,
                "%s (%s): %s"
                        .formatted(
                                why.isCalledOff() ? "It was called off" : "It turned back",
                                why.reason(),
                                Phrases.sentence(why.detail())));
    }

    private void decided() {
        if (saga.phase() == Phase.COMPENSATED && saga.endedAt() != null) {
            Refusal why = saga.refusal();
            String state = why != null && why.isCalledOff() ? "cancelled" : "rejected";
            say(saga.endedAt(), Kind.DECIDED, "The order is %s.".formatted(state));
        } else {
            pivot().ifPresent(pivot -> say(pivotPassedAt(pivot), Kind.DECIDED, Phrases.decided(pivot.name())));
        }
    }

    private void parked() {
        if (saga.parkedReason() != null) {
            Instant since = calls().filter(Call::exhausted)
                    .flatMap(call -> Stream.ofNullable(call.gaveUpAt()))
                    .max(Instant::compareTo)
                    .orElse(saga.updatedAt());
            say(since, Kind.PARKED, "Waits for ops: " + Phrases.sentence(saga.parkedReason()));
        }
    }

    private void ended() {
        if (saga.endedAt() != null) {
            boolean done = saga.phase() == Phase.COMPLETED;
            String what = done ? "is done" : "is undone: nothing of it is left";
            say(saga.endedAt(), Kind.ENDED, "The saga %s %d %s.".formatted(saga.definition(), saga.number(), what));
        }
    }

    /** The point of no return, if it is behind the saga. */
    private Optional<Step<?, ?>> pivot() {
        return definedSteps()
                .filter(step -> step.kind() == StepKind.PIVOT && steps.containsKey(step.name()))
                .findFirst();
    }

    /** A pivot asks nobody and has no time of its own; what comes behind it began at the same instant. */
    private Instant pivotPassedAt(Step<?, ?> pivot) {
        Set<String> behind = new TreeSet<>();
        definedSteps()
                .dropWhile(step -> !step.name().equals(pivot.name()))
                .skip(1)
                .forEach(step -> behind.add(step.name()));
        return steps.entrySet().stream()
                .filter(step -> behind.contains(step.getKey()))
                .flatMap(step -> step.getValue().calls().values().stream())
                .flatMap(call -> call.at().values().stream())
                .min(Instant::compareTo)
                .orElse(saga.updatedAt());
    }

    private Stream<Step<?, ?>> definedSteps() {
        return Definitions.has(saga.definition(), saga.number())
                ? Definitions.get(saga.definition(), saga.number()).steps().map(step -> step)
                : Stream.empty();
    }

    private long refusedBy() {
        return calls().filter(call -> call.progress() == Progress.REFUSED).count();
    }

    /** Why a participant refused; null if nobody did, or it is not known. */
    private @Nullable String reasonOfParticipant() {
        Refusal why = saga.refusal();
        return why == null || why.isCalledOff() || NOBODYS.contains(why.reason()) ? null : why.reason();
    }

    private Stream<Call> calls() {
        return steps.values().stream().flatMap(step -> step.calls().values().stream());
    }

    private void say(Instant at, Kind kind, String text) {
        entries.add(new TimelineEntry(at, kind, saga.id(), text));
    }
}
