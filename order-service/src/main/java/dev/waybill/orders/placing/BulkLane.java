package dev.waybill.orders.placing;

import dev.waybill.delivery.consuming.Splitting;
import dev.waybill.orders.placing.BatchedOrder.Doubtful;
import dev.waybill.orders.placing.BatchedOrder.Ready;
import dev.waybill.orders.placing.BatchedOrder.Routed;
import dev.waybill.orders.placing.OrderWriter.Written;
import dev.waybill.orders.placing.PlacedOrders.Claim;
import dev.waybill.shards.Shard;
import dev.waybill.shards.SqlFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of all batches that belong to one shard, one after the other: so the first of two lines with one key
 * wins, however many chunks lie between them, and single orders and sagas find connections free. It is at most two parts
 * ahead of the broker, so that no messages pile up in memory.
 */
final class BulkLane {

    private static final Logger LOG = Logger.getLogger(BulkLane.class);

    /** A broker that takes longer is away: the outbox keeps its messages, and the producer's buffer has its own bound. */
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(2);

    /** A shard that is away may take seconds to say so, which all lines for other shards behind it would wait for. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

    private final Shard shard;
    private final OrderWriter writer;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private CompletableFuture<?> turn = CompletableFuture.completedFuture(null);

    // Only used by the part whose turn it is.
    private CompletableFuture<?> published = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> publishedBefore = published;
    private long leftAloneUntil = System.nanoTime();

    BulkLane(Shard shard, OrderWriter writer, Executor threads) {
        this.shard = shard;
        this.writer = writer;
        this.threads = threads;
    }

    /** An answer for each, in order, when all that can be written has been. */
    CompletableFuture<List<LineAnswer>> place(List<Routed> part) {
        lock.lock();
        try {
            CompletableFuture<List<LineAnswer>> answers = turn.thenApplyAsync(before -> answers(part), threads);
            turn = answers.handle((done, failure) -> null);
            return answers;
        } finally {
            lock.unlock();
        }
    }

    private List<LineAnswer> answers(List<Routed> part) {
        @Nullable LineAnswer[] answers = new LineAnswer[part.size()];
        LineAnswer otherwise = LineAnswer.Refused.AWAY;
        if (System.nanoTime() - leftAloneUntil >= 0) {
            try {
                write(part, answers);
                lookUp(part, answers);
            } catch (RuntimeException e) {
                otherwise = failed(e);
            }
        }
        LineAnswer rest = otherwise;
        return Arrays.stream(answers)
                .map(answer -> answer == null ? rest : answer)
                .toList();
    }

    private void write(List<Routed> part, @Nullable LineAnswer[] answers) {
        List<Integer> ready = IntStream.range(0, part.size())
                .filter(i -> part.get(i) instanceof Ready)
                .boxed()
                .toList();
        Splitting.run(ready, some -> write(part, some, answers), (culprit, failure) -> {
            answers[culprit] = LineAnswer.Refused.INTERNAL;
            LOG.error("an order of a batch can't be written", failure);
        });
    }

    private void write(List<Routed> part, List<Integer> some, @Nullable LineAnswer[] answers) {
        List<NewOrder> orders =
                some.stream().map(i -> ((Ready) part.get(i)).order()).toList();
        if (orders.isEmpty()) {
            return;
        }
        awaitBroker();
        Written written = writer.writeOrRepeat(shard, orders);
        publishedBefore = published;
        published = written.published();
        for (int i = 0; i < orders.size(); i++) {
            answers[some.get(i)] = LineAnswer.of(written.placements().get(i));
        }
    }

    /**
     * After the orders are written: the key may be that of a line before. It may also be that of a line after, which is as if
     * it were not there yet: whether the two are written together must not matter.
     */
    private void lookUp(List<Routed> part, @Nullable LineAnswer[] answers) {
        Map<PlacedOrders.Key, Claim> claims = OrderWriter.claims(
                shard,
                part.stream()
                        .filter(Doubtful.class::isInstance)
                        .map(each -> ((Doubtful) each).key())
                        .collect(Collectors.toSet()));
        Set<UUID> later = new HashSet<>();
        for (int i = part.size() - 1; i >= 0; i--) {
            if (part.get(i) instanceof Ready ready) {
                later.add(ready.order().id());
            } else if (part.get(i) instanceof Doubtful doubtful) {
                Claim claim = claims.get(doubtful.key());
                answers[i] = claim == null || later.contains(claim.orderId())
                        ? new LineAnswer.Refused(doubtful.problem())
                        : LineAnswer.of(claim.answerTo(doubtful.fingerprint()));
            }
        }
    }

    private void awaitBroker() {
        publishedBefore
                .copy()
                .completeOnTimeout(null, BROKER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private LineAnswer failed(RuntimeException failure) {
        if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            leftAloneUntil = System.nanoTime() + LEFT_ALONE.toNanos();
            LOG.warnf("lines of a batch for %s were refused: %s", shard.name(), failure.getMessage());
        } else {
            LOG.errorf(failure, "lines of a batch for %s failed through a fault of ours", shard.name());
        }
        return LineAnswer.ofFailure(failure);
    }
}
