package dev.waybill.payments.settling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallQueueTest {

    private final List<CompletableFuture<Object>> open = new ArrayList<>();

    @Test
    void runsSoManyAtATimeAndTheNextWhenOneEnds() {
        CallQueue queue = queue(2, 10);
        for (int i = 0; i < 5; i++) {
            queue.add(this::never);
        }
        assertThat(open).hasSize(2);
        open.get(1).complete("done");
        assertThat(open).hasSize(3);
        open.get(0).completeExceptionally(new IllegalStateException("failed"));
        assertThat(open).hasSize(4);
    }

    @Test
    void refusesWhatWouldWaitInTooLongALine() {
        CallQueue queue = queue(1, 2);
        assertThat(List.of(queue.add(this::never), queue.add(this::never), queue.add(this::never)))
                .containsOnly(true);
        assertThat(queue.add(this::never)).isFalse();
    }

    @Test
    void callsThatEndAtOnceDoNotPileUpOnTheStack() {
        CallQueue queue = queue(1, 200_000);
        AtomicInteger ran = new AtomicInteger();
        queue.add(this::never);
        for (int i = 0; i < 100_000; i++) {
            queue.add(() -> CompletableFuture.completedFuture(ran.incrementAndGet()));
        }
        open.getFirst().complete("done");
        assertThat(ran).hasValue(100_000);
    }

    private CompletableFuture<Object> never() {
        CompletableFuture<Object> call = new CompletableFuture<>();
        open.add(call);
        return call;
    }

    private static CallQueue queue(int open, int waiting) {
        return new CallQueue(new CallLimits(open, waiting, Duration.ofSeconds(1)));
    }
}
