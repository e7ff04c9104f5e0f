package dev.waybill.benchmark.load;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Requests at a fixed rate. One that finds no free connection waits, and the time that it waits is counted: nothing is
 * left out because the service was slow just then. The rate, though, is of what was answered in time: a service that has
 * collapsed has its answers after the end.
 */
final class OpenLoop implements Crowd.Loop {
    private static final long TICK_MILLIS = 1;

    private final Vertx vertx;
    private final Deque<Wire> idle;
    private final Target target;
    private final Requests requests;
    private final double nanosBetween;
    private final Deque<Long> late = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private @Nullable CompletableFuture<Load> done;
    private long begun;
    private long sent;
    private long timer;
    private int busy;

    OpenLoop(Vertx vertx, Deque<Wire> wires, Target target, Requests requests, int perSecond) {
        this.vertx = vertx;
        this.idle = wires;
        this.target = target;
        this.requests = requests;
        this.nanosBetween = 1e9 / perSecond;
    }

    @Override
    public void begin() {
        begun = System.nanoTime();
        timer = vertx.setPeriodic(TICK_MILLIS, any -> tick());
    }

    @Override
    public void count() {
        tally.begin();
    }

    @Override
    public void end(CompletableFuture<Load> done) {
        vertx.cancelTimer(timer);
        tally.end();
        this.done = done;
        finish();
    }

    private void tick() {
        long now = System.nanoTime();
        for (long due = due(); due <= now; due = due()) {
            sent++;
            if (idle.isEmpty()) {
                late.addLast(due);
            } else {
                send(idle.removeFirst(), due);
            }
        }
    }

    private long due() {
        return begun + (long) (sent * nanosBetween);
    }

    private void send(Wire wire, long due) {
        busy++;
        wire.send(requests.next(target), reply -> answered(wire, reply, due));
    }

    private void answered(Wire wire, Reply reply, long due) {
        busy--;
        requests.answered(reply);
        tally.saw(reply);
        if (tally.measures(due)) {
            tally.waited(reply, due);
        }
        Long waiting = late.pollFirst();
        if (waiting == null) {
            idle.addLast(wire);
        } else {
            send(wire, waiting);
        }
        finish();
    }

    private void finish() {
        CompletableFuture<Load> over = done;
        if (over != null && busy == 0) {
            idle.forEach(Wire::close);
            over.complete(tally.load());
        }
    }
}
