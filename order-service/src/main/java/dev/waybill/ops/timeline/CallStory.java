package dev.waybill.ops.timeline;

import dev.waybill.ops.timeline.TimelineEntry.Kind;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What became of one request to one participant. Pure. */
final class CallStory {

    private final String step;
    private final Call call;
    private final String who;
    private final Phrases.Phrase phrase;
    private final @Nullable String whyRefused;
    private final Predicate<Instant> halted;

    /**
     * @param whyRefused in lower snake case; null if that is not known
     * @param halted whether its saga's kind was stopped, so that what was to be asked then was kept back
     */
    CallStory(String step, int participant, Call call, @Nullable String whyRefused, Predicate<Instant> halted) {
        this.step = step;
        this.call = call;
        this.who = Phrases.participant(step, participant);
        this.phrase = Phrases.of(step);
        this.whyRefused = whyRefused;
        this.halted = halted;
    }

    /** Who hears it. */
    @FunctionalInterface
    interface Listener {
        void say(Instant at, Kind kind, String text);
    }

    void tell(Listener listener) {
        if (Phrases.isAnnouncement(step)) {
            call.at().values().stream()
                    .min(Instant::compareTo)
                    .ifPresent(at -> listener.say(at, Kind.ANNOUNCED, Phrases.announced(step)));
        } else {
            call.at().forEach((reached, at) -> listener.say(at, kind(reached), text(reached, at)));
            gaveUp(listener);
        }
    }

    /** What still waits for ops is told by its saga. */
    private void gaveUp(Listener listener) {
        if (call.gaveUpAt() != null && !call.exhausted()) {
            listener.say(
                    call.gaveUpAt(),
                    Kind.PARKED,
                    "Gave up waiting for %s at %s, and waited for ops.".formatted(who, step));
        }
    }

    private static Kind kind(Progress reached) {
        return switch (reached) {
            case ASKED -> Kind.ASKED;
            case DONE -> Kind.DONE;
            case REFUSED -> Kind.REFUSED;
            case UNDOING -> Kind.UNDO_ASKED;
            case UNDONE -> Kind.UNDONE;
            case SKIPPED -> Kind.SKIPPED;
        };
    }

    private String text(Progress reached, Instant at) {
        return switch (reached) {
            case ASKED -> asked(at);
            case DONE -> whoThen(phrase.done());
            case REFUSED ->
                whoThen("refused to " + phrase.ask() + (whyRefused == null ? "" : ": " + whyRefused.replace('_', ' ')));
            case UNDOING -> "Asked %s to %s%s.".formatted(who, phrase.undo(), sent());
            case UNDONE -> whoThen(phrase.undone());
            case SKIPPED -> "Ops vouched for %s: %s counts as %s.".formatted(who, step, isUndone() ? "undone" : "done");
        };
    }

    private String asked(Instant at) {
        return halted.test(at)
                ? "Was to ask %s to %s%s, and kept that back, since ops had stopped all sagas of its kind."
                        .formatted(who, phrase.ask(), attempt())
                : "Asked %s to %s%s%s.".formatted(who, phrase.ask(), attempt(), isUndone() ? "" : sent());
    }

    private String whoThen(String predicate) {
        return "%s %s.".formatted(Phrases.capitalized(who), predicate);
    }

    private boolean isUndone() {
        return call.at().containsKey(Progress.UNDOING);
    }

    private String attempt() {
        return call.attempt() == 1 ? "" : ", attempt %d".formatted(call.attempt());
    }

    /** Of what was open last, the request or its undo. */
    private String sent() {
        return call.sends() == 1 ? "" : ", %d times so far".formatted(call.sends());
    }
}
