package dev.waybill.payments.settling;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs what takes time without a thread of its own, so many at a time, in the order in which it came. */
final class CallQueue {

    private final CallLimits limits;
    private final Queue<Supplier<? extends CompletableFuture<?>>> waiting = new ArrayDeque<>();
    private final AtomicInteger pumping = new AtomicInteger();
    private int open;

    CallQueue(CallLimits limits) {
        this.limits = limits;
    }

    /**
     * @param call holds its place until its future ends
     * @return whether there was room; if not, it will not run
     */
    boolean add(Supplier<? extends CompletableFuture<?>> call) {
        boolean room;
        synchronized (waiting) {
            room = waiting.size() < limits.waiting() && waiting.add(call);
        }
        pump();
        return room;
    }

    /**
     * Runs calls as long as there are places. Who comes while another pumps leaves it to that one: calls that end at once
     * would otherwise begin each other deeper and deeper on the stack.
     */
    private void pump() {
        int asked = pumping.incrementAndGet();
        if (asked > 1) {
            return;
        }
        while (asked > 0) {
            for (Supplier<? extends CompletableFuture<?>> call = next(); call != null; call = next()) {
                call.get().whenComplete((done, failure) -> leave());
            }
            asked = pumping.addAndGet(-asked);
        }
    }

    private @Nullable Supplier<? extends CompletableFuture<?>> next() {
        synchronized (waiting) {
            if (open >= limits.open() || waiting.isEmpty()) {
                return null;
            }
            open++;
            return waiting.remove();
        }
    }

    private void leave() {
        synchronized (waiting) {
            open--;
        }
        pump();
    }
}
