package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step of a saga.
 *
 * @param <C> the facts that commands are made from
 * @param <M> commands
 * @param name what state, messages and logs call it; never changes for running sagas
 * @param participants who is asked, by number; all in parallel
 * @param ask makes the command for one participant; null for a pivot
 * @param undo makes the command that undoes a request; null unless compensatable
 */
public record Step<C, M>(
        String name,
        StepKind kind,
        Function<C, List<Integer>> participants,
        @Nullable BiFunction<C, Request, M> ask,
        @Nullable BiFunction<C, Request, M> undo) {

    public static <C, M> Step<C, M> compensatable(
            String name,
            Function<C, List<Integer>> participants,
            BiFunction<C, Request, M> ask,
            BiFunction<C, Request, M> undo) {
        return new Step<>(name, StepKind.COMPENSATABLE, participants, ask, undo);
    }

    public static <C, M> Step<C, M> pivot(String name) {
        return new Step<>(name, StepKind.PIVOT, facts -> List.of(), null, null);
    }

    public static <C, M> Step<C, M> retriable(
            String name, Function<C, List<Integer>> participants, BiFunction<C, Request, M> ask) {
        return new Step<>(name, StepKind.RETRIABLE, participants, ask, null);
    }
}
