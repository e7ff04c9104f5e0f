package dev.waybill.console.flow;

import dev.waybill.contracts.MessageType;
import dev.waybill.orders.watching.OrderEventListener;
import dev.waybill.shards.RoutedId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Counts what the public events say of orders, second by second for the last five minutes; of all replicas. */
@Singleton
public class Pulse implements OrderEventListener {

    static final int SECONDS = 300;

    private final Clock clock;
    private final Second[] ring = new Second[SECONDS + 1];
    private long newest;

    Pulse(Clock clock) {
        this.clock = clock;
        this.newest = nowSecond();
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Second();
        }
    }

    @Override
    public synchronized void heard(UUID orderId, MessageType event, long saidAt) {
        Second now = current();
        long millis = saidAt - RoutedId.madeAt(orderId);
        switch (event) {
            case ORDER_PLACED -> now.placed();
            case ORDER_CONFIRMED -> now.confirmed(millis);
            case ORDER_REJECTED -> now.rejected(millis);
            case ORDER_CANCELLED -> now.cancelled();
            default -> {
                // Not about the outcome of an order.
            }
        }
    }

    /** The last five minutes, oldest first, without the second that is not over yet. */
    synchronized List<Second> last() {
        current();
        List<Second> seconds = new ArrayList<>(SECONDS);
        for (long second = newest - SECONDS; second < newest; second++) {
            Second copy = new Second();
            copy.add(ring[place(second)]);
            seconds.add(copy);
        }
        return seconds;
    }

    private Second current() {
        long now = nowSecond();
        for (long second = Math.max(newest, now - ring.length) + 1; second <= now; second++) {
            ring[place(second)] = new Second();
        }
        newest = Math.max(newest, now);
        return ring[place(newest)];
    }

    private int place(long second) {
        return Math.floorMod(second, ring.length);
    }

    private long nowSecond() {
        return clock.instant().getEpochSecond();
    }
}
