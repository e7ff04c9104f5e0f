package dev.waybill.payments.settling;

import dev.waybill.delivery.gathering.Gatherer;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Payments;
import dev.waybill.shards.Shard;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes answers: while one batch of a shard is being written the next gathers, and each is one transaction, see
 * {@link Payments}. An answer that can't be written is not lost: its call is still open, and will be asked again.
 */
public final class Settlements {

    private final Payments payments;
    private final int batchSize;
    private final int limit;
    private final Executor executor;
    private final Map<Shard, Gatherer<Answered, Optional<Intent>>> gatherers = new ConcurrentHashMap<>();

    /**
     * @param limit how many answers may wait for a shard
     * @param executor may be blocked
     */
    public Settlements(Payments payments, int batchSize, int limit, Executor executor) {
        this.payments = payments;
        this.batchSize = batchSize;
        this.limit = limit;
        this.executor = executor;
    }

    /** Ends when the answer is written: with what was asked about, if there is another call to be made for it. */
    CompletableFuture<Optional<Intent>> settle(Shard shard, Answered answered) {
        return gatherers.computeIfAbsent(shard, this::gatherer).add(answered);
    }

    private Gatherer<Answered, Optional<Intent>> gatherer(Shard shard) {
        return new Gatherer<>(batchSize, limit, executor, batch -> write(shard, batch));
    }

    private List<Optional<Intent>> write(Shard shard, List<Answered> batch) {
        Payments.Changed changed = payments.change(
                shard,
                batch.stream().map(Answered::paymentId).toList(),
                batch.stream().map(Answered::refundId).filter(Objects::nonNull).toList(),
                (locked, refunds) -> SettlementDecision.decide(locked, refunds, batch));
        Map<UUID, Intent> opened = changed.opened().stream().collect(Collectors.toMap(Intent::id, Function.identity()));
        return batch.stream()
                .map(each -> Optional.ofNullable(opened.remove(each.about())))
                .toList();
    }
}
