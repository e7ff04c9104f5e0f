package dev.waybill.auditing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.auditing.AuditReport.Drift;
import dev.waybill.auditing.AuditReport.OfCheck;
import dev.waybill.auditing.AuditReport.OfShard;
import dev.waybill.shards.Shard;
import dev.waybill.shards.SqlFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes all checks on one shard, one after the other: an audit is never worth more than one of its connections. */
final class ShardAudit {

    private static final Logger LOG = Logger.getLogger(ShardAudit.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final AuditChecks checks;
    private final int shown;
    private final Duration deadline;

    ShardAudit(AuditChecks checks, int shown, Duration deadline) {
        this.checks = checks;
        this.shown = shown;
        this.deadline = deadline;
    }

    /** What can't be checked is reported as such; it never counts as clean. */
    OfShard of(Shard shard) {
        List<OfCheck> results = new ArrayList<>();
        for (AuditCheck<?> check : checks.all()) {
            results.add(shard.ready() ? make(check, shard) : OfCheck.notMade(check, "the shard is away"));
        }
        return new OfShard(shard.name(), List.copyOf(results));
    }

    private OfCheck make(AuditCheck<?> check, Shard shard) {
        try {
            List<DriftRow> rows = check.askedOf(shard, shown, deadline);
            long drifts = rows.isEmpty() ? 0 : rows.getFirst().drifts();
            return OfCheck.made(
                    check, drifts, rows.stream().map(ShardAudit::drift).toList());
        } catch (RuntimeException e) {
            return failed(check, shard, e);
        }
    }

    private static OfCheck failed(AuditCheck<?> check, Shard shard, RuntimeException failure) {
        if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            LOG.debugf(failure, "%s not checked on %s", check.name(), shard.name());
        } else {
            LOG.errorf(failure, "%s can't be checked on %s; this is a bug", check.name(), shard.name());
        }
        return OfCheck.notMade(check, String.valueOf(failure.getMessage()));
    }

    private static Drift drift(DriftRow row) {
        try {
            return new Drift(row.subject(), MAPPER.readTree(row.found()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was found is no JSON: " + row.found(), e);
        }
    }
}
