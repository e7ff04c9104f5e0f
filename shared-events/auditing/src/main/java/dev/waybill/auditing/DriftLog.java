package dev.waybill.auditing;

import dev.waybill.auditing.AuditReport.Drift;
import dev.waybill.auditing.AuditReport.OfCheck;
import dev.waybill.auditing.AuditReport.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Says once that a drift has appeared, and once that it has gone; a check that could not be made says neither. */
final class DriftLog {

    private static final Logger LOG = Logger.getLogger(DriftLog.class);

    private record Place(String check, String shard) {}

    private final Map<Place, Set<String>> known = new HashMap<>();

    void record(AuditReport report) {
        report.shards().forEach(shard -> shard.checks().stream()
                .filter(check -> check.verdict() != Verdict.NOT_CHECKED)
                .forEach(check -> record(new Place(check.check(), shard.shard()), check)));
    }

    private void record(Place place, OfCheck check) {
        Set<String> before = known.computeIfAbsent(place, any -> new HashSet<>());
        List<Drift> appeared = check.rows().stream()
                .filter(drift -> before.add(drift.subject()))
                .toList();
        if (!appeared.isEmpty()) {
            LOG.errorf(
                    "%s: %d drifts on %s, new are %s; it should be so: %s",
                    place.check(), check.drifts(), place.shard(), appeared, check.description());
        }
        // Where not all are shown, one that is shown no longer need not have gone.
        if (check.drifts() == check.rows().size()) {
            forgetOthers(place, before, check);
        }
    }

    private static void forgetOthers(Place place, Set<String> before, OfCheck check) {
        Set<String> gone = new HashSet<>(before);
        check.rows().forEach(drift -> gone.remove(drift.subject()));
        if (!gone.isEmpty()) {
            before.removeAll(gone);
            LOG.infof("%s: on %s it is right again for %s", place.check(), place.shard(), gone);
        }
    }
}
