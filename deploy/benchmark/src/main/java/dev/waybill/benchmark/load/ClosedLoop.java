package dev.waybill.benchmark.load;

import io.vertx.core.Context;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A fixed number of customers, each with one request on its way. */
final class ClosedLoop implements Crowd.Loop {
    /** Whoever is refused comes back after as long as {@code Retry-After} asks. */
    private static final long REFUSED_MILLIS = 1_000;

    private final Context context;
    private final Collection<Wire> wires;
    private final Target target;
    private final Requests requests;
    private final Tally tally = new Tally();
    private @Nullable CompletableFuture<Load> done;
    private boolean counting;
    private int busy;

    ClosedLoop(Context context, Collection<Wire> wires, Target target, Requests requests) {
        this.context = context;
        this.wires = wires;
        this.target = target;
        this.requests = requests;
    }

    @Override
    public void begin() {
        busy = wires.size();
        wires.forEach(this::send);
    }

    @Override
    public void count() {
        counting = true;
        tally.begin();
    }

    @Override
    public void end(CompletableFuture<Load> done) {
        counting = false;
        tally.end();
        this.done = done;
    }

    private void send(Wire wire) {
        long since = System.nanoTime();
        wire.send(requests.next(target), reply -> answered(wire, reply, since));
    }

    private void answered(Wire wire, Reply reply, long since) {
        requests.answered(reply);
        tally.saw(reply);
        if (counting) {
            tally.waited(reply, since);
        }
        CompletableFuture<Load> over = done;
        if (over != null) {
            wire.close();
            if (--busy == 0) {
                over.complete(tally.load());
            }
        } else if (reply.taken()) {
            send(wire);
        } else {
            // The run may have ended meanwhile; a last request more does no harm.
            context.owner().setTimer(REFUSED_MILLIS, any -> send(wire));
        }
    }
}
