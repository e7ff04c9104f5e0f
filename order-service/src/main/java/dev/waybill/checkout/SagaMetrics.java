package dev.waybill.checkout;

import dev.waybill.checkout.SagaBatch.Transition;
import dev.waybill.sagas.Decision.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Counts and logs what sagas do: {@code waybill.saga.transitions{saga,from,to}}, messages that changed nothing by reason,
 * sagas that were parked, and the time to a decision.
 */
final class SagaMetrics {

    private static final Logger LOG = Logger.getLogger("dev.waybill.sagas");

    private final MeterRegistry registry;
    private final Map<Step, Counter> transitions = new ConcurrentHashMap<>();
    private final Map<Reason, Counter> ignored = new ConcurrentHashMap<>();
    private final Timer timeToDecision;

    SagaMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.timeToDecision = Timer.builder("waybill.order.time.to.decision")
                .publishPercentileHistogram()
                .register(registry);
    }

    private record Step(String definition, String from, String to) {}

    void count(SagaBatch batch) {
        batch.transitions().forEach(this::count);
        batch.timesToDecision().forEach(timeToDecision::record);
        batch.ignored().forEach(reason -> ignored.computeIfAbsent(reason, this::counter)
                .increment());
    }

    private void count(Transition each) {
        LOG.debugf("%s %s: %s -> %s", each.definition(), each.saga(), each.from(), each.to());
        Step step = new Step(each.definition(), each.from(), each.to());
        transitions.computeIfAbsent(step, this::counter).increment();
        if (each.parked() != null) {
            LOG.warnf("%s %s waits for ops: %s", each.definition(), each.saga(), each.parked());
            registry.counter("waybill.saga.parked", "saga", each.definition()).increment();
        }
    }

    private Counter counter(Step each) {
        return registry.counter(
                "waybill.saga.transitions", "saga", each.definition(), "from", each.from(), "to", each.to());
    }

    private Counter counter(Reason reason) {
        return registry.counter(
                "waybill.saga.messages.ignored", "reason", reason.name().toLowerCase(Locale.ROOT));
    }
}
