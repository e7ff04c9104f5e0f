package dev.waybill.letters.searching;

import dev.waybill.letters.searching.LetterStatements.GroupRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Letters by what has caused them, the largest group first.
 *
 * @param shardsAway whose letters are missing here
 */
public record Groups(List<Group> groups, List<String> shardsAway) {

    /**
     * Letters that one bug has caused.
     *
     * @param message the cause without the particulars of one letter
     * @param example a cause as it stands in one of them
     * @param behind how many more wait behind them
     * @param orders how many orders all of those are of
     */
    public record Group(
            String group,
            String causeClass,
            String message,
            String example,
            long count,
            long behind,
            long orders,
            List<String> topics,
            List<String> types,
            Instant first,
            Instant last) {

        static Group of(GroupRow row) {
            return new Group(
                    row.causeGroup(),
                    row.causeClass(),
                    row.shape(),
                    row.example(),
                    row.culprits(),
                    row.behind(),
                    row.orders(),
                    row.topics(),
                    row.types(),
                    row.firstFailedAt(),
                    row.lastFailedAt());
        }

        /** An order is on one shard, so they can be added up. Whoever has a culprit knows what it is about. */
        Group and(Group more) {
            Group told = count > 0 ? this : more;
            return new Group(
                    group,
                    told.causeClass,
                    told.message,
                    told.example,
                    count + more.count,
                    behind + more.behind,
                    orders + more.orders,
                    union(topics, more.topics),
                    union(types, more.types),
                    first.isBefore(more.first) ? first : more.first,
                    last.isAfter(more.last) ? last : more.last);
        }

        private static List<String> union(List<String> some, List<String> more) {
            return Stream.concat(some.stream(), more.stream())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    static Groups of(Collection<List<GroupRow>> ofShards, List<String> away) {
        Map<String, Group> merged = new LinkedHashMap<>();
        ofShards.forEach(rows -> rows.forEach(row -> merged.merge(row.causeGroup(), Group.of(row), Group::and)));
        List<Group> groups = new ArrayList<>(merged.values());
        groups.sort(Comparator.comparingLong(Group::count)
                .thenComparingLong(Group::behind)
                .reversed()
                .thenComparing(Group::group));
        return new Groups(List.copyOf(groups), away);
    }
}
