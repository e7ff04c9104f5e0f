package dev.waybill.benchmark.load;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** All customers, on one event loop. */
public final class Crowd implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient(
            new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000).setReconnectAttempts(0));

    /** So many customers, each of whom orders again as soon as the last order is answered. */
    public Load closedLoop(Target target, Requests requests, int customers, Duration warmUp, Duration measured) {
        return run(context -> new ClosedLoop(context, wires(target, customers), target, requests), warmUp, measured);
    }

    /** So many requests a second, whatever becomes of them; each is timed from when it should have been sent. */
    public Load openLoop(Target target, Requests requests, int perSecond, Duration warmUp, Duration measured) {
        return run(context -> openLoop(target, requests, perSecond), warmUp, measured);
    }

    /** Several kinds of requests at once, each at its own rate; what came of each. */
    public List<Load> openLoops(Target target, Map<Requests, Integer> rates, Duration warmUp, Duration measured) {
        List<CompletableFuture<Load>> running = rates.entrySet().stream()
                .map(rate -> begin(context -> openLoop(target, rate.getKey(), rate.getValue()), warmUp, measured))
                .toList();
        return running.stream().map(Crowd::await).toList();
    }

    private OpenLoop openLoop(Target target, Requests requests, int perSecond) {
        // As many as may have to wait for their answers at once.
        int wires = Math.clamp(perSecond * 2L, 64, 2_048);
        return new OpenLoop(vertx, new ArrayDeque<>(wires(target, wires)), target, requests, perSecond);
    }

    private Load run(Function<Context, Loop> making, Duration warmUp, Duration measured) {
        return await(begin(making, warmUp, measured));
    }

    private CompletableFuture<Load> begin(Function<Context, Loop> making, Duration warmUp, Duration measured) {
        CompletableFuture<Load> done = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(any -> {
            Loop loop = making.apply(context);
            loop.begin();
            vertx.setTimer(Math.max(1, warmUp.toMillis()), begun -> loop.count());
            vertx.setTimer(warmUp.plus(measured).toMillis() + 1, over -> loop.end(done));
        });
        return done;
    }

    private static Load await(CompletableFuture<Load> load) {
        return load.orTimeout(PATIENCE_SECONDS + 600L, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private Deque<Wire> wires(Target target, int count) {
        return Stream.generate(() -> new Wire(client, target))
                .limit(count)
                .collect(java.util.stream.Collectors.toCollection(ArrayDeque::new));
    }

    /** One way to send requests; everything happens on the event loop. */
    interface Loop {
        void begin();

        /** From now on what comes back is counted. */
        void count();

        /** Sends no more; tells what was counted when the last answer is there. */
        void end(CompletableFuture<Load> done);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
