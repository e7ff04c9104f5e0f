package dev.waybill.sagas;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step of a saga.
 *
 * @param <C> the facts that messages are made from
 * @param <M> messages
 * @param name what state, messages and logs call it; never changes for running sagas
 * @param participants who is asked, by number; all in parallel
 * @param ask makes the message for one participant; null for a pivot
 * @param undo makes the message that undoes a request; null unless compensatable
 * @param keep makes the message that tells a participant to hold on to what it has done; null if none ever asks
 * @param settledBy the later step after which the same participant holds nothing any more; null if there is none
 */
public record Step<C, M>(
        String name,
        StepKind kind,
        Policy policy,
        Function<C, List<Integer>> participants,
        @Nullable Maker<C, M> ask,
        @Nullable Maker<C, M> undo,
        @Nullable Maker<C, M> keep,
        @Nullable String settledBy) {

    /** For steps that wait for nobody. */
    private static final Policy NONE =
            Policy.within(java.time.Duration.ofDays(1)).retried(0);

    /** What asks one participant, or the same of several. */
    private static final List<Integer> ONE = List.of(0);

    public static <C, M> Step<C, M> compensatable(
            String name,
            Policy policy,
            Function<C, List<Integer>> participants,
            Maker<C, M> ask,
            @Nullable Maker<C, M> undo) {
        return new Step<>(name, StepKind.COMPENSATABLE, policy, participants, ask, undo, null, null);
    }

    public static <C, M> Step<C, M> pivot(String name) {
        return new Step<>(name, StepKind.PIVOT, NONE, facts -> List.of(), null, null, null, null);
    }

    public static <C, M> Step<C, M> retriable(
            String name, Policy policy, Function<C, List<Integer>> participants, Maker<C, M> ask) {
        return new Step<>(name, StepKind.RETRIABLE, policy, participants, ask, null, null, null);
    }

    public static <C, M> Step<C, M> announcement(String name, Maker<C, M> say) {
        return new Step<>(name, StepKind.NOTIFY, NONE, facts -> ONE, say, null, null, null);
    }

    /** The same, able to tell a participant that asks to hold on. */
    public Step<C, M> keptBy(Maker<C, M> message) {
        return new Step<>(name, kind, policy, participants, ask, undo, message, settledBy);
    }

    /** The same, its hold ended by a later step. */
    public Step<C, M> settledBy(String later) {
        return new Step<>(name, kind, policy, participants, ask, undo, keep, later);
    }

    Maker<C, M> requireAsk() {
        return Objects.requireNonNull(ask, name);
    }

    Maker<C, M> requireUndo() {
        return Objects.requireNonNull(undo, name);
    }

    /**
     * As the golden file of definitions has it.
     *
     * @param typeOf what a maker's message is called
     */
    String describe(Function<Maker<C, M>, String> typeOf) {
        return switch (kind) {
            case PIVOT -> "%s: pivot".formatted(name);
            case NOTIFY -> "%s: notify; says %s".formatted(name, typeOf.apply(requireAsk()));
            case COMPENSATABLE ->
                "%s: compensatable; asks %s, undone by %s; %s%s%s"
                        .formatted(
                                name,
                                typeOf.apply(requireAsk()),
                                typeOf.apply(requireUndo()),
                                policy.describe("turns back"),
                                keep == null ? "" : "; kept by " + typeOf.apply(keep),
                                settledBy == null ? "" : "; settled by " + settledBy);
            case RETRIABLE ->
                "%s: retriable; asks %s; %s"
                        .formatted(name, typeOf.apply(requireAsk()), policy.describe("waits for ops"));
        };
    }
}
