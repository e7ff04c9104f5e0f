package dev.waybill.console.sagas;

import dev.waybill.console.Shown;
import dev.waybill.ops.inspecting.SagaDetail;
import dev.waybill.ops.inspecting.SagaDetail.CallDetail;
import dev.waybill.ops.inspecting.SagaDetail.StepDetail;
import dev.waybill.ops.inspecting.SagaSummary;
import dev.waybill.ops.intervening.Verb;
import dev.waybill.ops.sagas.Standing;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One saga as its page shows it. Pure.
 *
 * @param turnedBack why it did, as a sentence; empty unless it did
 * @param parked why it waits for ops; empty unless it does
 * @param verbs what ops can ask of it
 */
record SagaPage(
        String id,
        String orderId,
        String name,
        String shard,
        String standing,
        String tone,
        String position,
        String parked,
        String turnedBack,
        String begun,
        String ended,
        List<Step> steps,
        List<Offer> verbs) {

    record Step(String name, String kind, boolean begun, List<Ask> calls) {}

    /** One request to one participant. */
    record Ask(String who, String progress, String tone, int attempt, int sends, String due) {}

    /** A verb that can be said. */
    record Offer(String verb, String label) {}

    static SagaPage of(SagaDetail detail, Instant now) {
        SagaSummary saga = detail.saga();
        return new SagaPage(
                saga.id().toString(),
                saga.orderId().toString(),
                "%s %d".formatted(saga.definition(), saga.number()),
                saga.shard(),
                Shown.words(saga.standing()),
                SagasView.tone(saga.standing()),
                saga.position().replace('_', ' '),
                saga.parked() == null ? "" : saga.parked(),
                detail.turnedBack() == null ? "" : sentence(detail.turnedBack()),
                Shown.time(saga.startedAt()),
                Shown.time(saga.endedAt()),
                detail.steps().stream().map(step -> step(step, now)).toList(),
                offers(saga.standing()));
    }

    /** Steps that somebody is asked for just now, and that ops may vouch for. */
    static List<String> openSteps(SagaDetail detail) {
        return detail.steps().stream()
                .filter(step -> step.calls().stream()
                        .anyMatch(call -> call.progress() == Progress.ASKED || call.progress() == Progress.UNDOING))
                .map(StepDetail::name)
                .toList();
    }

    /** Whether the saga's state allows it in the end is for the engine to say. */
    private static List<Offer> offers(Standing standing) {
        Stream<Verb> verbs =
                switch (standing) {
                    case ENDED -> Stream.of();
                    case PAUSED -> Stream.of(Verb.RESUME, Verb.COMPENSATE, Verb.SKIP);
                    case RUNNING, PARKED, HALTED -> Stream.of(Verb.RETRY, Verb.COMPENSATE, Verb.SKIP, Verb.PAUSE);
                };
        return verbs.map(verb -> new Offer(verb.lower(), Deed.of(verb).label())).toList();
    }

    private static String sentence(Refusal why) {
        return "%s (%s): %s"
                .formatted(why.isCalledOff() ? "Called off" : "Turned back", Shown.words(why.reason()), why.detail());
    }

    private static Step step(StepDetail step, Instant now) {
        return new Step(
                step.name(),
                step.kind() == null ? "" : Shown.words(step.kind()),
                step.begun(),
                step.calls().stream().map(call -> ask(call, now)).toList());
    }

    private static Ask ask(CallDetail call, Instant now) {
        return new Ask(
                call.participant(),
                Shown.words(call.progress()),
                switch (call.progress()) {
                    case DONE -> "good";
                    case REFUSED -> "bad";
                    case ASKED, UNDOING, SKIPPED -> "warn";
                    case UNDONE -> "muted";
                },
                call.attempt(),
                call.sends(),
                call.dueAt() == null ? "–" : Shown.ago(call.dueAt(), now));
    }
}
