package dev.waybill.checkout;

import dev.waybill.checkout.ReplyBatch.Transition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what sagas do: {@code waybill.saga.transitions{saga,from,to}}, ignored replies, and the time to a decision. */
final class SagaMetrics {

    private final MeterRegistry registry;
    private final Map<Transition, Counter> transitions = new ConcurrentHashMap<>();
    private final Counter ignored;
    private final Timer timeToDecision;

    SagaMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.ignored = registry.counter("waybill.saga.replies.ignored");
        this.timeToDecision = Timer.builder("waybill.order.time.to.decision")
                .publishPercentileHistogram()
                .register(registry);
    }

    void count(ReplyBatch batch) {
        batch.transitions()
                .forEach(
                        each -> transitions.computeIfAbsent(each, this::counter).increment());
        batch.timesToDecision().forEach(timeToDecision::record);
        ignored.increment(batch.ignored());
    }

    private Counter counter(Transition each) {
        return registry.counter("waybill.saga.transitions", "saga", each.saga(), "from", each.from(), "to", each.to());
    }
}
