package dev.waybill.console.flow;

import dev.waybill.console.flow.FlowState.Count;
import dev.waybill.console.flow.FlowState.ShardState;
import dev.waybill.delivery.Queues;
import dev.waybill.ops.EachShard;
import dev.waybill.ops.watching.SagaGauges;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.NoParameters;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The flow as it is now, read when somebody looks, and once for all who look at the same time. */
@Singleton
public class FlowBoard {

    /** The open ones are few; should they be very many, the share of each step is as good as its number. */
    static final Statement<NoParameters, StepCount> STEPS =
            Statement.of("sagas-by-step", NoParameters.class, StepCount.class, """
            WITH open AS (
              SELECT s.definition, s.phase, s.steps FROM sagas s WHERE s.ended_at IS NULL LIMIT 20000
            )
            SELECT o.definition, w.step, o.phase = 'COMPENSATING' AS undoing, count(*) AS sagas
            FROM open o
            CROSS JOIN LATERAL (
              SELECT e.key AS step
              FROM jsonb_each(o.steps) e
              WHERE EXISTS (SELECT FROM jsonb_each(e.value -> 'calls') c
                            WHERE c.value ->> 'progress' IN ('ASKED', 'UNDOING'))
            ) w
            GROUP BY o.definition, w.step, undoing
            """);

    static final Statement<NoParameters, Waiting> OUTBOX =
            Statement.of("outbox-waiting", NoParameters.class, Waiting.class, """
            SELECT count(*) AS messages FROM outbox
            """);

    private static final Duration FRESH = Duration.ofMillis(1500);
    private static final long AWAY = -1;

    private final Shards shards;
    private final Queues queues;
    private final Clock clock;
    private final Executor workers = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable FlowState latest;

    FlowBoard(Shards shards, Queues queues, Clock clock) {
        this.shards = shards;
        this.queues = queues;
        this.clock = clock;
    }

    record StepCount(String definition, String step, boolean undoing, long sagas) {}

    record Waiting(long messages) {}

    synchronized FlowState now() {
        Instant now = clock.instant();
        if (latest == null || latest.at().plus(FRESH).isBefore(now)) {
            latest = read(now);
        }
        return latest;
    }

    private FlowState read(Instant now) {
        CompletableFuture<List<Count>> behind = CompletableFuture.supplyAsync(this::unread, workers);
        EachShard<SagaGauges.Count> sagas = EachShard.ask(shards, SagaGauges.COUNT, new SagaGauges.At(now));
        EachShard<StepCount> steps = EachShard.ask(shards, STEPS, NoParameters.NONE);
        EachShard<Waiting> outbox = EachShard.ask(shards, OUTBOX, NoParameters.NONE);
        List<SagaGauges.Count> counts =
                sagas.rows().values().stream().flatMap(List::stream).toList();
        List<Count> topics = behind.join();
        return new FlowState(
                now,
                counts.stream().mapToLong(SagaGauges.Count::open).sum(),
                counts.stream().mapToLong(SagaGauges.Count::overdue).sum(),
                counts.stream().mapToLong(SagaGauges.Count::parked).sum(),
                bySteps(steps),
                topics,
                states(sagas, outbox),
                away(sagas.away(), topics));
    }

    private List<Count> unread() {
        return queues.lengths().entrySet().stream()
                .map(length -> new Count(length.getKey().topicName(), length.getValue()))
                .toList();
    }

    private static List<Count> bySteps(EachShard<StepCount> steps) {
        Map<String, Long> sums = new TreeMap<>();
        steps.rows().values().stream()
                .flatMap(List::stream)
                .forEach(row -> sums.merge(
                        "%s: %s%s".formatted(row.definition(), row.step(), row.undoing() ? ", undoing" : ""),
                        row.sagas(),
                        Long::sum));
        return sums.entrySet().stream()
                .map(sum -> new Count(sum.getKey(), sum.getValue()))
                .toList();
    }

    private List<ShardState> states(EachShard<SagaGauges.Count> sagas, EachShard<Waiting> outbox) {
        Map<Shard, Long> pings = pings();
        List<ShardState> states = new ArrayList<>();
        for (Shard shard : shards.all()) {
            List<SagaGauges.Count> open = sagas.rows().get(shard);
            List<Waiting> waiting = outbox.rows().get(shard);
            long millis = pings.getOrDefault(shard, AWAY);
            states.add(
                    open == null || waiting == null || millis < 0
                            ? new ShardState(shard.name(), false, 0, 0, 0)
                            : new ShardState(
                                    shard.name(),
                                    true,
                                    millis,
                                    open.stream()
                                            .mapToLong(SagaGauges.Count::open)
                                            .sum(),
                                    waiting.getFirst().messages()));
        }
        return states;
    }

    /** How many milliseconds each took to answer; those that did not are not in it. */
    private Map<Shard, Long> pings() {
        long begun = System.nanoTime();
        Map<Shard, CompletableFuture<Long>> asked = new HashMap<>();
        shards.all().stream()
                .filter(Shard::ready)
                .forEach(shard -> asked.put(
                        shard,
                        shard.ping()
                                .toCompletionStage()
                                .toCompletableFuture()
                                .thenApply(any -> (System.nanoTime() - begun) / 1_000_000)
                                .completeOnTimeout(AWAY, 2, TimeUnit.SECONDS)
                                .exceptionally(failure -> AWAY)));
        Map<Shard, Long> pings = new HashMap<>();
        asked.forEach((shard, millis) -> pings.put(shard, millis.join()));
        return pings;
    }

    private static List<String> away(List<String> shards, List<Count> topics) {
        List<String> away = new ArrayList<>();
        shards.forEach(shard -> away.add("Shard %s is away.".formatted(shard)));
        if (topics.isEmpty()) {
            away.add("The broker does not say how far its consumers are.");
        }
        return away;
    }
}
