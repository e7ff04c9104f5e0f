package dev.waybill.payments.settling;

import dev.waybill.payments.Intent;
import dev.waybill.payments.OpenCalls;
import dev.waybill.shards.Shard;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Asks again, under the same key, what a provider has not answered: because the call failed, or timed out, or the process
 * that made it is gone. Two replicas don't ask for the same payment at once; in health it reads two small indexes and
 * writes nothing.
 */
public final class InDoubtResolver {

    private static final Logger LOG = Logger.getLogger(InDoubtResolver.class);

    private final OpenCalls openCalls;
    private final GatewayCalls calls;
    private final MeterRegistry metrics;
    private final Map<Shard, AtomicLong> inDoubt = new ConcurrentHashMap<>();

    public InDoubtResolver(OpenCalls openCalls, GatewayCalls calls, MeterRegistry metrics) {
        this.openCalls = openCalls;
        this.calls = calls;
        this.metrics = metrics;
    }

    /**
     * Begins the calls of one batch.
     *
     * @return how many
     */
    public int runOnce(Shard shard) {
        if (!shard.ready()) {
            return 0;
        }
        OpenCalls.Count doubtful = openCalls.countInDoubt(shard);
        gauge(shard).set(doubtful.all());
        if (doubtful.all() == 0) {
            return 0;
        }
        List<Intent> due = openCalls.takeDue(shard, doubtful, calls.busyWith());
        if (!due.isEmpty()) {
            LOG.debugf(
                    "asking again for %d payments and refunds of %s whose outcome is in doubt",
                    due.size(), shard.name());
        }
        due.forEach(each -> calls.begin(shard, each));
        return due.size();
    }

    private AtomicLong gauge(Shard shard) {
        return inDoubt.computeIfAbsent(shard, this::register);
    }

    private AtomicLong register(Shard shard) {
        return metrics.gauge(
                "waybill.payment.in.doubt",
                io.micrometer.core.instrument.Tags.of("shard", shard.name()),
                new AtomicLong());
    }
}
