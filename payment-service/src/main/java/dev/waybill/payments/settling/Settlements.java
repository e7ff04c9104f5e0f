package dev.waybill.payments.settling;

import dev.waybill.delivery.gathering.Gatherer;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Payment;
import dev.waybill.payments.Payments;
import dev.waybill.shards.Shard;
import java.util.LinkedHashMap;
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
 * Writes answers: while one batch of a shard is being written the next gathers. Most payments are as they were when the
 * provider was asked: a batch of answers to them is one statement, see {@link Payments}. What has changed since, and refunds,
 * gather apart, and are looked at under their locks, a batch in one transaction. An answer that can't be written is not lost:
 * its call is still open, and will be asked again.
 */
public final class Settlements {

    private final Payments payments;
    private final int batchSize;
    private final int limit;
    private final Executor executor;
    private final Map<Shard, Gatherers> gatherers = new ConcurrentHashMap<>();

    /** What came of an answer to a payment as it was: nothing, if it is not so any more. */
    private record AsAsked(boolean written, Optional<Intent> next) {}

    private record Gatherers(Gatherer<Answered, AsAsked> asAsked, Gatherer<Answered, Optional<Intent>> locked) {}

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
        Gatherers ours = gatherers.computeIfAbsent(shard, this::gatherers);
        return answered.refundId() != null
                ? ours.locked().add(answered)
                : ours.asAsked()
                        .add(answered)
                        .thenCompose(came -> came.written()
                                ? CompletableFuture.completedFuture(came.next())
                                : ours.locked().add(answered));
    }

    private Gatherers gatherers(Shard shard) {
        return new Gatherers(
                new Gatherer<>(batchSize, limit, executor, batch -> writeAsAsked(shard, batch)),
                new Gatherer<>(batchSize, limit, executor, batch -> writeLocked(shard, batch)));
    }

    private List<AsAsked> writeAsAsked(Shard shard, List<Answered> batch) {
        // Of two answers about one payment the second is about what the first has made of it.
        Map<UUID, Answered> first = new LinkedHashMap<>();
        batch.forEach(each -> first.putIfAbsent(each.paymentId(), each));
        List<Answered> answers = List.copyOf(first.values());
        Payments.Changed changed = payments.changeKnown(
                shard,
                answers.stream().map(each -> (Payment) each.asked()).toList(),
                (known, none) -> SettlementDecision.decide(known, none, answers));
        Map<UUID, Intent> opened = opened(changed);
        return batch.stream()
                .map(each -> each.equals(first.get(each.paymentId()))
                                && !changed.lost().contains(each.paymentId())
                        ? new AsAsked(true, Optional.ofNullable(opened.remove(each.paymentId())))
                        : new AsAsked(false, Optional.empty()))
                .toList();
    }

    private List<Optional<Intent>> writeLocked(Shard shard, List<Answered> batch) {
        Payments.Changed changed = payments.change(
                shard,
                batch.stream().map(Answered::paymentId).toList(),
                batch.stream().map(Answered::refundId).filter(Objects::nonNull).toList(),
                (locked, refunds) -> SettlementDecision.decide(locked, refunds, batch));
        Map<UUID, Intent> opened = opened(changed);
        return batch.stream()
                .map(each -> Optional.ofNullable(opened.remove(each.about())))
                .toList();
    }

    private static Map<UUID, Intent> opened(Payments.Changed changed) {
        return changed.opened().stream().collect(Collectors.toMap(Intent::id, Function.identity()));
    }
}
