package dev.waybill.letters.replaying;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.letters.replaying.ReplayRow.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A replay over all shards, and how far it is.
 *
 * @param count letters that it took
 * @param done those that it has tried, or has found to be behind one that stays
 * @param failed of those, the ones that are still parked
 * @param shardsAway whose part is missing here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayView(
        UUID id,
        String by,
        String reason,
        Instant at,
        String status,
        @Nullable String whyStopped,
        long count,
        long done,
        long applied,
        long duplicate,
        long fenced,
        long failed,
        int perSecond,
        int stopAtErrorPercent,
        List<String> shardsAway) {

    /**
     * @param parts one at least, each of another shard
     */
    static ReplayView of(Collection<ReplayRow> parts, List<String> away) {
        ReplayRow first = parts.iterator().next();
        long applied = sum(parts, ReplayRow::applied);
        long duplicate = sum(parts, ReplayRow::duplicate);
        long fenced = sum(parts, ReplayRow::fenced);
        long failed = sum(parts, ReplayRow::failed) + sum(parts, ReplayRow::held);
        String why = parts.stream()
                .map(ReplayRow::whyStopped)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("; "));
        return new ReplayView(
                first.id(),
                first.actor(),
                first.reason(),
                parts.stream()
                        .map(ReplayRow::begunAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                status(parts).name().toLowerCase(Locale.ROOT),
                why.isEmpty() ? null : why,
                sum(parts, ReplayRow::letters),
                applied + duplicate + fenced + failed,
                applied,
                duplicate,
                fenced,
                failed,
                first.perSecond(),
                first.stopAtErrorPercent(),
                away);
    }

    /** Of several, the first in the order of the constants: while one is running, it is. */
    private static Status status(Collection<ReplayRow> parts) {
        return parts.stream()
                .map(ReplayRow::status)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static long sum(Collection<ReplayRow> parts, ToLongFunction<ReplayRow> count) {
        return parts.stream().mapToLong(count).sum();
    }
}
