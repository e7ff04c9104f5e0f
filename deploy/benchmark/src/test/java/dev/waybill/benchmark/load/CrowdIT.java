package dev.waybill.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The customers, at a shop that does what it is told to. */
class CrowdIT {
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Crowd crowd = new Crowd();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void close() {
        crowd.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aClosedLoopKeepsSoManyOrdersInFlightAndCountsWhatBecameOfThem() {
        Target shop = open(10);
        Load load = crowd.closedLoop(shop, orders(), 20, Duration.ZERO, A_WHILE);
        assertThat(mostAtOnce.get()).isEqualTo(20);
        assertThat(load.taken()).isPositive();
        assertThat(load.confirmed()).isEqualTo(load.taken());
        assertThat(load.all()).isBetween(load.taken(), load.taken() + 20);
        assertThat(load.millis(50)).isGreaterThanOrEqualTo(10);
        assertThat(load.takenPerSecond()).isBetween(100.0, 2_000.0);
    }

    /** Each second the shop does nothing for half of it; a loop that waited with it would hardly notice. */
    @Test
    void anOpenLoopTimesWhatHadToWaitBehindAStall() {
        Target shop = open(0);
        vertx.setPeriodic(1_000, any -> park());
        Load load = crowd.openLoop(shop, orders(), 400, Duration.ZERO, Duration.ofSeconds(4));
        assertThat(load.taken()).isBetween(1_400L, 1_600L);
        assertThat(load.millis(75)).isGreaterThan(50);
        assertThat(load.millis(99)).isGreaterThan(300);
    }

    /** Of four requests that come the shop answers one in time, and all in the end. */
    @Test
    void anOpenLoopCountsWhatWasAnsweredInTimeAndTimesWhatWasNot() {
        Queue<HttpServerRequest> waiting = new ArrayDeque<>();
        Target shop = serve(waiting::add);
        vertx.setPeriodic(10, any -> {
            HttpServerRequest next = waiting.poll();
            if (next != null) {
                next.response().end("{\"id\":\"1\",\"state\":\"CONFIRMED\"}");
            }
        });
        Load load = crowd.openLoop(shop, orders(), 400, Duration.ZERO, A_WHILE);
        assertThat(load.takenPerSecond()).isBetween(50.0, 110.0);
        assertThat(load.all()).isBetween(790L, 810L);
        assertThat(load.micros().getTotalCount()).isBetween(790L, 810L);
        assertThat(load.millis(100)).isGreaterThan(5_000);
    }

    @Test
    void anOrderThatIsStillInProcessIsTakenAndNotDecided() {
        Target shop =
                serve(request -> request.response().setStatusCode(202).end("{\"id\":\"1\",\"state\":\"PROCESSING\"}"));
        Load load = crowd.closedLoop(shop, orders(), 5, Duration.ZERO, A_WHILE);
        assertThat(load.taken()).isPositive();
        assertThat(load.decidedPerSecond()).isZero();
    }

    @Test
    void anAnswerInChunksIsReadToItsEnd() {
        Target shop = serve(request -> {
            request.response().setChunked(true).write("{\"id\":\"1\",");
            vertx.setTimer(5, any -> request.response().end("\"state\":\"CONFIRMED\"}"));
        });
        Load load = crowd.closedLoop(shop, orders(), 5, Duration.ZERO, A_WHILE);
        assertThat(load.taken()).isPositive();
        assertThat(load.confirmed()).isEqualTo(load.taken());
        assertThat(load.refused()).isZero();
    }

    @Test
    void refusalsAreNoOrders() {
        Load load = crowd.closedLoop(
                serve(request -> request.response().setStatusCode(503).end("{}")), orders(), 5, Duration.ZERO, A_WHILE);
        assertThat(load.taken()).isZero();
        assertThat(load.refused()).isPositive();
    }

    @Test
    void aShopThatHangsUpIsToldAsRefused() {
        Load load =
                crowd.closedLoop(serve(request -> request.connection().close()), orders(), 5, Duration.ZERO, A_WHILE);
        assertThat(load.taken()).isZero();
        assertThat(load.refused()).isPositive();
    }

    private static Requests orders() {
        return Requests.orders(OrderMix.STANDARD, new Random(1), 10);
    }

    private static void park() {
        java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
    }

    private Target open(int millis) {
        return serve(request -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            vertx.setTimer(millis + 1L, any -> {
                atOnce.decrementAndGet();
                request.response().end("{\"id\":\"1\",\"state\":\"CONFIRMED\"}");
            });
        });
    }

    private Target serve(io.vertx.core.Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new Target("127.0.0.1", server.actualPort(), null);
    }
}
