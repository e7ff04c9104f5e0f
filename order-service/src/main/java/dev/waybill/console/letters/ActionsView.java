package dev.waybill.console.letters;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Action;
import dev.waybill.console.letters.Said.Actions;
import dev.waybill.console.letters.Said.Group;
import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.peers.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What ops has done to dead letters by hand, newest first, as it is shown. Pure.
 *
 * @param missing what could not be asked, each a sentence
 */
record ActionsView(List<Row> rows, List<String> missing) {

    private static final int SHOWN = 20;

    /** Every shard notes its own part of what was done at once, and their clocks need not agree. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /**
     * @param where the shards on which it was done
     */
    record Row(String at, String by, String what, String reason, Subject subject, String letters, String where) {}

    /**
     * @param groups whose causes are known in words
     */
    static ActionsView of(Answers<Actions> answers, Answers<Groups> groups) {
        Map<String, String> causes = groups.came().stream()
                .flatMap(came -> came.value().groups().stream())
                .collect(Collectors.toMap(Group::group, Group::message, (here, there) -> here));
        List<Action> newest = answers.came().stream()
                .flatMap(came -> came.value().actions().stream())
                .sorted(Comparator.comparing(Action::at).reversed())
                .toList();
        return new ActionsView(
                deeds(newest).stream()
                        .limit(SHOWN)
                        .map(deed -> deed.row(causes))
                        .toList(),
                answers.missing(Actions::shardsAway));
    }

    private static List<Deed> deeds(List<Action> newest) {
        List<Deed> deeds = new ArrayList<>();
        for (Action action : newest) {
            deeds.stream()
                    .filter(deed -> deed.has(action))
                    .findFirst()
                    .ifPresentOrElse(deed -> deed.parts().add(action), () -> deeds.add(Deed.of(action)));
        }
        return deeds;
    }

    /** One thing that was done, on however many shards; the latest first. */
    private record Deed(List<Action> parts) {

        static Deed of(Action action) {
            return new Deed(new ArrayList<>(List.of(action)));
        }

        boolean has(Action other) {
            Action first = parts.getFirst();
            return first.by().equals(other.by())
                    && first.verb().equals(other.verb())
                    && first.reason().equals(other.reason())
                    && first.subject().equals(other.subject())
                    && Duration.between(other.at(), first.at()).compareTo(AT_ONCE) < 0;
        }

        Row row(Map<String, String> causes) {
            Action first = parts.getFirst();
            Set<String> shards = new LinkedHashSet<>();
            parts.stream()
                    .filter(part -> part.letters() > 0)
                    .map(Action::shard)
                    .sorted()
                    .forEach(shards::add);
            return new Row(
                    Shown.time(first.at()),
                    first.by(),
                    first.verb().replace('-', ' '),
                    first.reason(),
                    Subject.of(first, causes),
                    Shown.number(parts.stream().mapToLong(Action::letters).sum()),
                    String.join(", ", shards));
        }
    }
}
