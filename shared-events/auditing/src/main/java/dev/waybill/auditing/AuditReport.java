package dev.waybill.auditing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one audit has found, on every shard and for every check.
 *
 * @param at when it began
 * @param millis how long it took
 * @param drifts how many there are in all, as far as could be checked
 */
public record AuditReport(Instant at, long millis, Verdict verdict, long drifts, List<OfShard> shards) {

    /** The worst comes last. */
    public enum Verdict {
        CLEAN,
        /** No drift was found, but not everything could be looked at. */
        NOT_CHECKED,
        DRIFTING
    }

    static AuditReport of(Instant at, long millis, List<OfShard> shards) {
        List<OfCheck> checks =
                shards.stream().flatMap(shard -> shard.checks().stream()).toList();
        Verdict verdict =
                checks.stream().map(OfCheck::verdict).max(Verdict::compareTo).orElse(Verdict.NOT_CHECKED);
        return new AuditReport(
                at, millis, verdict, checks.stream().mapToLong(OfCheck::drifts).sum(), List.copyOf(shards));
    }

    Optional<OfShard> of(String shard) {
        return shards.stream().filter(each -> each.shard().equals(shard)).findAny();
    }

    /**
     * @param shard the database's name
     */
    public record OfShard(String shard, List<OfCheck> checks) {
        Optional<OfCheck> of(String check) {
            return checks.stream().filter(each -> each.check().equals(check)).findAny();
        }

        /** Since when all of it is known. */
        Instant since() {
            return checks.stream().map(OfCheck::at).min(Instant::compareTo).orElse(Instant.EPOCH);
        }

        boolean isChecked() {
            return checks.stream().noneMatch(check -> check.verdict() == Verdict.NOT_CHECKED);
        }
    }

    /**
     * @param at when the audit began that made it, or tried to; before this one, if it reads whole tables
     * @param description what should be true
     * @param problem why it could not be checked
     * @param drifts how many there are
     * @param rows the first of them, by subject
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfCheck(
            String check,
            Instant at,
            String description,
            Verdict verdict,
            @Nullable String problem,
            long drifts,
            List<Drift> rows) {

        static OfCheck made(AuditCheck<?> check, Instant at, long drifts, List<Drift> rows) {
            Verdict verdict = drifts == 0 ? Verdict.CLEAN : Verdict.DRIFTING;
            return new OfCheck(check.name(), at, check.description(), verdict, null, drifts, rows);
        }

        static OfCheck notMade(AuditCheck<?> check, Instant at, String problem) {
            return new OfCheck(check.name(), at, check.description(), Verdict.NOT_CHECKED, problem, 0, List.of());
        }
    }

    /**
     * One thing of which a check is not true.
     *
     * @param subject such as {@code shop/85123A} or an order's id
     * @param found the figures that disagree
     */
    public record Drift(String subject, JsonNode found) {}
}
