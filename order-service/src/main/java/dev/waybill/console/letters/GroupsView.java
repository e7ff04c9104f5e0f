package dev.waybill.console.letters;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Group;
import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The letters of all services by their cause, as it is shown: one cause is one row, however many services it has struck.
 * Pure.
 *
 * @param missing what could not be asked, each a sentence
 */
record GroupsView(Filter filter, List<Row> groups, List<ReplayRow> replays, List<String> missing) {

    /**
     * @param example one letter's own words; empty if they are those of all
     * @param query that finds its letters
     */
    record Row(
            String message,
            String example,
            String type,
            String services,
            String topics,
            String types,
            String count,
            String behind,
            String orders,
            String first,
            String last,
            String query) {}

    record ReplayRow(String id, String status, String tone, String by, String reason, String begun, String progress) {}

    static GroupsView of(Filter filter, Answers<Groups> groups, Answers<Said.Replays> replays, Instant now) {
        Map<String, List<Found>> byGroup = new LinkedHashMap<>();
        for (Came<Groups> came : groups.came()) {
            came.value().groups().forEach(group -> byGroup.computeIfAbsent(group.group(), any -> new ArrayList<>())
                    .add(new Found(came.service(), group)));
        }
        return new GroupsView(
                filter,
                byGroup.values().stream()
                        .sorted(Comparator.comparingLong(GroupsView::count).reversed())
                        .map(found -> row(filter, found, now))
                        .toList(),
                ReplayView.latest(replays).stream().map(GroupsView::replay).toList(),
                groups.missing(Groups::shardsAway));
    }

    private record Found(String service, Group group) {}

    private static long count(List<Found> found) {
        return found.stream().mapToLong(each -> each.group().count()).sum();
    }

    private static Row row(Filter filter, List<Found> found, Instant now) {
        Group any = found.getFirst().group();
        TreeSet<String> services = new TreeSet<>();
        TreeSet<String> topics = new TreeSet<>();
        TreeSet<String> types = new TreeSet<>();
        found.forEach(each -> {
            services.add(each.service());
            topics.addAll(each.group().topics());
            types.addAll(each.group().types());
        });
        long behind = found.stream().mapToLong(each -> each.group().behind()).sum();
        return new Row(
                any.message(),
                any.message().equals(any.example()) ? "" : Shown.text(any.example(), ""),
                Shown.words(any.causeClass()),
                String.join(", ", services),
                String.join(", ", topics),
                String.join(", ", types),
                Shown.number(count(found)),
                behind == 0 ? "" : Shown.number(behind),
                Shown.number(
                        found.stream().mapToLong(each -> each.group().orders()).sum()),
                Shown.ago(
                        found.stream()
                                .map(each -> each.group().first())
                                .min(Instant::compareTo)
                                .orElse(null),
                        now),
                Shown.ago(
                        found.stream()
                                .map(each -> each.group().last())
                                .max(Instant::compareTo)
                                .orElse(null),
                        now),
                filter.with("group", any.group()).query());
    }

    private static ReplayRow replay(ReplayView replay) {
        return new ReplayRow(
                replay.id(),
                replay.status(),
                replay.tone(),
                replay.by(),
                replay.reason(),
                replay.begun(),
                "%s of %s".formatted(replay.done(), replay.count()));
    }
}
