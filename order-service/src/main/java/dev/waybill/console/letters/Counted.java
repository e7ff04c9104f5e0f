package dev.waybill.console.letters;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Group;
import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The letters that a search means, counted before anything is done with them. Pure.
 *
 * @param letters how many
 * @param causes each in words, without repetitions
 * @param services that have any of them
 * @param missing what could not be asked, each a sentence
 */
record Counted(long letters, List<String> causes, List<String> services, List<String> missing) {

    private static final int NAMED = 3;

    static Counted of(Filter filter, Answers<Groups> answers) {
        return new Counted(
                answers.came().stream().mapToLong(came -> letters(filter, came)).sum(),
                answers.came().stream()
                        .flatMap(came -> came.value().groups().stream())
                        .map(Group::message)
                        .distinct()
                        .toList(),
                answers.came().stream()
                        .filter(came -> letters(filter, came) > 0)
                        .map(Came::service)
                        .toList(),
                answers.missing(Groups::shardsAway));
    }

    /** A search for a group means its culprits; any other means those behind them too. */
    private static long letters(Filter filter, Came<Groups> came) {
        return came.value().groups().stream()
                .mapToLong(group -> filter.isGroup() ? group.count() : group.count() + group.behind())
                .sum();
    }

    String count() {
        return letters == 1 ? "1 letter" : Shown.number(letters) + " letters";
    }

    /** Why they are here, as a sentence. */
    String why() {
        String named = causes.stream().limit(NAMED).map("“%s”"::formatted).collect(Collectors.joining(", "));
        return causes.size() <= NAMED
                ? "Why: %s.".formatted(named)
                : "Why: %s and %d causes more.".formatted(named, causes.size() - NAMED);
    }
}
