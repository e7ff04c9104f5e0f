package dev.waybill.checkout;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.BatchHandler;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.shards.Shard;
import java.util.List;

/**
 * Carries sagas on with the replies that have come in. Per shard and batch, however large: BEGIN and one SELECT that locks
 * the sagas in the order of their ids, then one statement that writes sagas, orders and outbox, and COMMIT: four
 * statements, two round trips; without the write, if every reply is a repeat.
 */
public final class ReplyHandler implements BatchHandler<Reply> {

    private final SagaTransactions sagas;

    public ReplyHandler(SagaTransactions sagas) {
        this.sagas = sagas;
    }

    @Override
    public void handle(Shard shard, List<Received<Reply>> batch, Alongside alongside) {
        sagas.run(shard, batch.size(), transaction -> {
            alongside.in(transaction);
            SagaBatch decision = sagas.lock(
                    transaction,
                    batch.stream()
                            .map(reply -> reply.message().request().sagaId())
                            .distinct()
                            .toList());
            for (Received<Reply> reply : batch) {
                decision.happen(
                        reply.message().request().sagaId(),
                        Happenings.of(reply.message()),
                        TraceContext.continueOrStart(reply.envelope().traceparent()));
            }
            return decision;
        });
    }
}
