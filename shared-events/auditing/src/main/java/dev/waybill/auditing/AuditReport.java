package dev.waybill.auditing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
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

    /**
     * @param shard the database's name
     */
    public record OfShard(String shard, List<OfCheck> checks) {
        boolean isChecked() {
            return checks.stream().noneMatch(check -> check.verdict() == Verdict.NOT_CHECKED);
        }
    }

    /**
     * @param description what should be true
     * @param problem why it could not be checked
     * @param drifts how many there are
     * @param rows the first of them, by subject
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfCheck(
            String check,
            String description,
            Verdict verdict,
            @Nullable String problem,
            long drifts,
            List<Drift> rows) {

        static OfCheck made(AuditCheck<?> check, long drifts, List<Drift> rows) {
            Verdict verdict = drifts == 0 ? Verdict.CLEAN : Verdict.DRIFTING;
            return new OfCheck(check.name(), check.description(), verdict, null, drifts, rows);
        }

        static OfCheck notMade(AuditCheck<?> check, String problem) {
            return new OfCheck(check.name(), check.description(), Verdict.NOT_CHECKED, problem, 0, List.of());
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
