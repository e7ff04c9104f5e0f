package dev.waybill.checkout;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.consuming.BatchHandler;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.orders.OrderChange;
import dev.waybill.shards.Shard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Carries sagas on with the replies that have come in. Per shard and batch, however large: BEGIN and one SELECT that locks
 * the sagas in the order of their ids, then one statement that writes sagas, orders and outbox, and COMMIT: four
 * statements, two round trips.
 */
public final class ReplyHandler implements BatchHandler<Reply> {

    private final Relay relay;
    private final Clock clock;
    private final SagaMetrics metrics;
    private final Consumer<List<OrderChange>> listener;

    /**
     * @param listener learns of orders that have come to a state, after the commit
     */
    public ReplyHandler(Relay relay, Clock clock, MeterRegistry registry, Consumer<List<OrderChange>> listener) {
        this.relay = relay;
        this.clock = clock;
        this.metrics = new SagaMetrics(registry);
        this.listener = listener;
    }

    @Override
    public void handle(Shard shard, List<Received<Reply>> batch) {
        AtomicReference<ReplyBatch> decided = new AtomicReference<>();
        List<Emitted> emitted = shard.inTransaction(transaction -> {
            List<OpenSaga> rows = transaction.send(Sagas.LOCK, idsOf(batch)).rows();
            ReplyBatch decision = new ReplyBatch(rows, clock.instant().truncatedTo(ChronoUnit.MICROS));
            for (Received<Reply> reply : batch) {
                decision.take(
                        reply.message(),
                        TraceContext.continueOrStart(reply.envelope().traceparent()));
            }
            decided.set(decision);
            return transaction.send(Sagas.SAVE, decision.changes());
        });
        ReplyBatch decision = Objects.requireNonNull(decided.get());
        relay.publish(shard, decision.messages(), emitted);
        listener.accept(decision.orderChanges());
        metrics.count(decision);
    }

    private static Sagas.Ids idsOf(List<Received<Reply>> batch) {
        return new Sagas.Ids(batch.stream()
                .map(reply -> reply.message().request().sagaId())
                .distinct()
                .toList());
    }
}
