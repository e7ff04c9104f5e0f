package dev.waybill.checkout;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.BatchHandler;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.shards.Shard;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Carries sagas on with the replies that have come in. Per shard and batch, however large: where this process wrote all of
 * its sagas last, one statement that writes sagas, orders and outbox, between BEGIN and COMMIT if there are many; one round
 * trip. For what another has changed since, or where one of the sagas is not known, BEGIN and one SELECT that locks the sagas
 * in the order of their ids, then that statement, and COMMIT: four statements, two round trips; without the write, if every
 * reply is a repeat.
 */
public final class ReplyHandler implements BatchHandler<Reply> {

    private final SagaTransactions sagas;

    public ReplyHandler(SagaTransactions sagas) {
        this.sagas = sagas;
    }

    @Override
    public void handle(Shard shard, List<Received<Reply>> batch, Alongside alongside) {
        Set<UUID> open = new LinkedHashSet<>();
        batch.forEach(reply -> open.add(reply.message().request().sagaId()));
        // What is done alongside stands for all of the batch, so that is one transaction.
        Set<UUID> left = alongside == Alongside.NOTHING
                ? sagas.runRecent(shard, open, decision -> happen(decision, batch))
                : open;
        if (left.isEmpty()) {
            return;
        }
        List<Received<Reply>> replies = batch.stream()
                .filter(reply -> left.contains(reply.message().request().sagaId()))
                .toList();
        sagas.run(shard, left.size(), transaction -> {
            alongside.in(transaction);
            SagaBatch decision = sagas.lock(transaction, List.copyOf(left));
            happen(decision, replies);
            return decision;
        });
    }

    private static void happen(SagaBatch decision, List<Received<Reply>> replies) {
        for (Received<Reply> reply : replies) {
            decision.happen(
                    reply.message().request().sagaId(),
                    Happenings.of(reply.message()),
                    TraceContext.continueOrStart(reply.envelope().traceparent()));
        }
    }
}
