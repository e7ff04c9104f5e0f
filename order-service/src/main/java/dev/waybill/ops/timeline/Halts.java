package dev.waybill.ops.timeline;

import dev.waybill.ops.actions.Action;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** When all sagas of a definition, or simply all, were stopped, by what ops did. Pure. */
final class Halts {

    private static final String ALL = "*";

    private final List<Action> actions;

    Halts(List<Action> actions) {
        this.actions = actions.stream()
                .filter(action -> action.definition() != null)
                .sorted(Comparator.comparing(Action::doneAt))
                .toList();
    }

    boolean at(String definition, Instant when) {
        return stopped(definition, when) || stopped(ALL, when);
    }

    private boolean stopped(String what, Instant when) {
        return actions.stream()
                .filter(action ->
                        what.equals(action.definition()) && !action.doneAt().isAfter(when))
                .reduce((before, after) -> after)
                .map(last -> last.verb().equals("pause"))
                .orElse(false);
    }
}
