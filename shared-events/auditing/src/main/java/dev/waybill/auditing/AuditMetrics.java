package dev.waybill.auditing;

import dev.waybill.auditing.AuditReport.OfCheck;
import dev.waybill.auditing.AuditReport.OfShard;
import dev.waybill.auditing.AuditReport.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The audit as numbers: {@code waybill.audit.drifts} per check and shard, not a number while it is not known;
 * {@code waybill.audit.last.run.seconds} per shard, when all of it was last checked, in seconds since 1970, not a number
 * before that; {@code waybill.audit.runs}; {@code waybill.audit.failures} per shard, checks that could not be made.
 */
final class AuditMetrics {

    private final MeterRegistry metrics;
    private final Counter runs;
    private final Map<Place, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

    private record Place(String gauge, Tags tags) {}

    AuditMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        this.runs = metrics.counter("waybill.audit.runs");
    }

    void record(AuditReport report) {
        runs.increment();
        report.shards().forEach(this::record);
    }

    private void record(OfShard shard) {
        Tags ofShard = Tags.of("shard", shard.shard());
        for (OfCheck check : shard.checks()) {
            boolean known = check.verdict() != Verdict.NOT_CHECKED;
            set(
                    "waybill.audit.drifts",
                    ofShard.and("check", check.check()),
                    known ? (double) check.drifts() : Double.NaN);
            metrics.counter("waybill.audit.failures", ofShard).increment(known ? 0 : 1);
        }
        if (shard.isChecked()) {
            set("waybill.audit.last.run.seconds", ofShard, (double)
                    shard.since().getEpochSecond());
        }
    }

    /** The registry holds what it reads by a weak reference only; the map keeps it. */
    private void set(String gauge, Tags tags, double value) {
        gauges.computeIfAbsent(new Place(gauge, tags), this::register).set(value);
    }

    private AtomicReference<Double> register(Place place) {
        AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
        metrics.gauge(place.gauge(), place.tags(), value, AtomicReference::get);
        return value;
    }
}
