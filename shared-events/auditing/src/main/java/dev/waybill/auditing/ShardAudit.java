package dev.waybill.auditing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.auditing.AuditReport.Drift;
import dev.waybill.auditing.AuditReport.OfCheck;
import dev.waybill.auditing.AuditReport.OfShard;
import dev.waybill.auditing.AuditReport.Verdict;
import dev.waybill.shards.Shard;
import dev.waybill.shards.SqlFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes all checks on one shard, one after the other: an audit is never worth more than one of its connections. */
final class ShardAudit {

    private static final Logger LOG = Logger.getLogger(ShardAudit.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String AWAY = "the shard is away";

    private final AuditChecks checks;
    private final int shown;
    private final Duration deadline;
    private final Duration wholeEvery;

    ShardAudit(AuditChecks checks, AuditConfig config) {
        this.checks = checks;
        this.shown = config.shown();
        this.deadline = config.deadline();
        this.wholeEvery = config.wholeEvery();
    }

    /**
     * What can't be checked is reported as such; it never counts as clean.
     *
     * @param before what is known; null if all is to be looked at now
     */
    OfShard of(Shard shard, @Nullable OfShard before, Instant now) {
        List<OfCheck> results = new ArrayList<>();
        for (AuditCheck<?> check : checks.all()) {
            results.add(stillGood(check, before, now).orElseGet(() -> make(check, shard, now)));
        }
        return new OfShard(shard.name(), List.copyOf(results));
    }

    /** What has drifted is looked at again by every audit, so that it is seen to be put right. */
    private Optional<OfCheck> stillGood(AuditCheck<?> check, @Nullable OfShard before, Instant now) {
        return Optional.ofNullable(before)
                .filter(known -> check.readsAll())
                .flatMap(known -> known.of(check.name()))
                .filter(known -> known.at().plus(wholeEvery).isAfter(now))
                .filter(known -> known.verdict() != Verdict.DRIFTING && !AWAY.equals(known.problem()));
    }

    private OfCheck make(AuditCheck<?> check, Shard shard, Instant now) {
        if (!shard.ready()) {
            return OfCheck.notMade(check, now, AWAY);
        }
        try {
            List<DriftRow> rows = check.askedOf(shard, shown, deadline);
            long drifts = rows.isEmpty() ? 0 : rows.getFirst().drifts();
            return OfCheck.made(
                    check, now, drifts, rows.stream().map(ShardAudit::drift).toList());
        } catch (RuntimeException e) {
            return failed(check, shard, now, e);
        }
    }

    private static OfCheck failed(AuditCheck<?> check, Shard shard, Instant now, RuntimeException failure) {
        if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            LOG.debugf(failure, "%s not checked on %s", check.name(), shard.name());
        } else {
            LOG.errorf(failure, "%s can't be checked on %s; this is a bug", check.name(), shard.name());
        }
        return OfCheck.notMade(check, now, String.valueOf(failure.getMessage()));
    }

    private static Drift drift(DriftRow row) {
        try {
            return new Drift(row.subject(), MAPPER.readTree(row.found()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was found is no JSON: " + row.found(), e);
        }
    }
}
