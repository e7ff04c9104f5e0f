package dev.waybill.console.letters;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Group;
import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.peers.Answers;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How many dead letters wait for ops, as other pages say it. Pure.
 *
 * @param sentence empty if none is known to wait
 * @param missing what could not be asked, each a sentence
 */
record WaitingView(String sentence, List<String> missing) {

    static WaitingView of(Answers<Groups> answers) {
        List<Group> groups = answers.came().stream()
                .flatMap(came -> came.value().groups().stream())
                .toList();
        return new WaitingView(groups.isEmpty() ? "" : sentence(groups), answers.missing(Groups::shardsAway));
    }

    private static String sentence(List<Group> groups) {
        long letters = sum(groups, group -> group.count() + group.behind());
        long causes = groups.stream().map(Group::group).distinct().count();
        return "%s of %s %s for ops%s."
                .formatted(
                        count(letters, "dead letter"),
                        count(causes, "cause"),
                        letters == 1 ? "waits" : "wait",
                        heldUp(letters, groups));
    }

    /** Each group counts its own: an order with letters in two of them is counted by both. */
    private static String heldUp(long letters, List<Group> groups) {
        long orders = sum(groups, Group::orders);
        return orders == 0
                ? ""
                : " and %s up %s%s"
                        .formatted(
                                letters == 1 ? "holds" : "hold",
                                groups.size() == 1 ? "" : "at most ",
                                count(orders, "order"));
    }

    private static long sum(List<Group> groups, ToLongFunction<Group> number) {
        return groups.stream().mapToLong(number).sum();
    }

    private static String count(long number, String what) {
        return "%s %s%s".formatted(Shown.number(number), what, number == 1 ? "" : "s");
    }
}
