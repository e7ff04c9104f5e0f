package dev.waybill.delivery.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.shards.ShardAwayException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each write waits for a permit; so the tests say when it is done. */
@Timeout(30)
class GathererTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<List<Integer>> begun = new LinkedBlockingQueue<>();
    private final Semaphore permits = new Semaphore(0);
    private final AtomicLong now = new AtomicLong();
    private final BlockingQueue<Long> passed = new LinkedBlockingQueue<>();
    private final Time time = new Time() {
        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void pass(long nanos) {
            passed.add(nanos);
        }
    };
    private final Semaphore parked = new Semaphore(0);
    private volatile @Nullable Thread sleeper;
    private volatile boolean over;
    private final Time standingStill = new Time() {
        @Override
        public long nanos() {
            return over ? Window.LONGEST_NANOS : 0;
        }

        @Override
        public void pass(long nanos) {
            if (nanos > 0) {
                sleeper = Thread.currentThread();
                parked.release();
                LockSupport.park();
            }
        }
    };
    private final Gatherer<Integer, String> gatherer = new Gatherer<>(3, 5, executor, this::write);

    @AfterEach
    void close() {
        over = true;
        LockSupport.unpark(sleeper);
        permits.release(1_000);
        executor.close();
    }

    @Test
    void oneItemIsWrittenByItself() throws Exception {
        permits.release();
        assertThat(gatherer.add(1).get()).isEqualTo("wrote 1");
        assertThat(begun.take()).containsExactly(1);
    }

    @Test
    void whatArrivesDuringAWriteGoesTogetherInTheNext() throws Exception {
        gatherer.add(1);
        assertThat(begun.take()).containsExactly(1);
        gatherer.add(2);
        gatherer.add(3);
        gatherer.add(4);
        CompletableFuture<String> last = gatherer.add(5);
        permits.release(3);
        assertThat(begun.take()).containsExactly(2, 3, 4);
        assertThat(begun.take()).containsExactly(5);
        assertThat(last.get()).isEqualTo("wrote 5");
    }

    @Test
    void refusesMoreThanMayWait() throws Exception {
        gatherer.add(1);
        begun.take();
        for (int i = 2; i <= 6; i++) {
            assertThat(gatherer.add(i)).isNotCompleted();
        }
        assertThatThrownBy(() -> gatherer.add(7).get()).hasCauseInstanceOf(OverloadedException.class);
    }

    @Test
    void refusesBehindOneThatHasWaitedTooLong() throws Exception {
        Gatherer<Integer, String> impatient = impatient();
        impatient.add(1);
        begun.take();
        CompletableFuture<String> waiting = impatient.add(2);
        pass(PATIENCE);
        assertThat(impatient.isOverloaded()).isFalse();
        pass(Duration.ofNanos(1));
        assertThatThrownBy(() -> impatient.add(3).get()).hasCauseInstanceOf(OverloadedException.class);
        permits.release(3);
        assertThat(waiting.get()).isEqualTo("wrote 2");
        assertThat(impatient.add(4).get()).isEqualTo("wrote 4");
    }

    @Test
    void refusesBehindBatchesThatWillTakeTooLong() throws Exception {
        Gatherer<Integer, String> impatient = impatient();
        impatient.add(1);
        begun.take();
        List.of(2, 3).forEach(impatient::add);
        CompletableFuture<String> ofFullBatch = impatient.add(4);
        permits.release();
        assertThat(begun.take()).hasSize(3);
        pass(PATIENCE.plusNanos(1));
        permits.release();
        ofFullBatch.get();
        impatient.add(5);
        begun.take();
        for (int i = 6; i <= 8; i++) {
            assertThat(impatient.add(i)).isNotCompleted();
        }
        assertThatThrownBy(() -> impatient.add(9).get()).hasCauseInstanceOf(OverloadedException.class);
    }

    @Test
    void anItemAtFaultFailsAlone() throws Exception {
        gatherer.add(1);
        begun.take();
        CompletableFuture<String> good = gatherer.add(2);
        CompletableFuture<String> bad = gatherer.add(-3);
        CompletableFuture<String> alsoGood = gatherer.add(4);
        permits.release(10);
        assertThat(good.get()).isEqualTo("wrote 2");
        assertThat(alsoGood.get()).isEqualTo("wrote 4");
        assertThatThrownBy(bad::get).hasRootCauseMessage("-3 is less than nothing");
    }

    @Test
    void anOutageFailsItsBatchAndNotTheNext() throws Exception {
        permits.release(10);
        assertThatThrownBy(() -> gatherer.add(AWAY).get()).hasCauseInstanceOf(ShardAwayException.class);
        assertThat(gatherer.add(1).get()).isEqualTo("wrote 1");
    }

    @Test
    void anErrorLeavesNobodyWaiting() throws Exception {
        permits.release(10);
        assertThatThrownBy(() -> gatherer.add(ERROR).get()).hasCauseInstanceOf(AssertionError.class);
        assertThat(gatherer.add(1).get()).isEqualTo("wrote 1");
    }

    @Test
    void anAnswerTooFewIsABugAndLeavesNobodyWaiting() {
        Gatherer<Integer, String> silent = new Gatherer<>(3, 5, Runnable::run, batch -> List.of());
        assertThatThrownBy(() -> silent.add(1).get()).hasRootCauseMessage("0 results for 1 items; this is a bug");
    }

    @Test
    void anExecutorThatTakesNothingAnyMoreIsSaid() {
        Gatherer<Integer, String> closed = new Gatherer<>(
                3,
                5,
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                this::write);
        assertThatThrownBy(() -> closed.add(1).get()).hasRootCauseMessage("closed");
        assertThatThrownBy(() -> closed.add(2).get()).hasRootCauseMessage("closed");
    }

    @Test
    void whatComesWhileABatchIsUnderWayIsWrittenWhenThatIsDecided() throws Exception {
        UUID order = UUID.randomUUID();
        Window window = new Window(standingStill);
        Gatherer<Integer, String> door = door(window, 3);
        permits.release(1);
        window.left(List.of(order));
        CompletableFuture<String> first = door.add(1);
        CompletableFuture<String> second = door.add(2);
        parked.acquire();
        assertThat(begun).isEmpty();
        window.decided(order);
        assertThat(first.get()).isEqualTo("wrote 1");
        assertThat(second.get()).isEqualTo("wrote 2");
        assertThat(begun.take()).containsExactly(1, 2);
    }

    @ParameterizedTest(name = "of {0} in a batch at most {1}")
    @CsvSource({"200, 100", "100, 100", "3, 3"})
    void enoughAreWrittenWhateverIsUnderWay(int batchSize, int enough) throws Exception {
        Window window = new Window(standingStill);
        Gatherer<Integer, String> door = door(window, batchSize);
        permits.release(1);
        window.left(List.of(UUID.randomUUID()));
        door.add(1);
        parked.acquire();
        IntStream.range(2, enough).forEach(door::add);
        assertThat(begun).isEmpty();
        assertThat(door.add(enough).get()).isEqualTo("wrote " + enough);
        assertThat(begun.take()).hasSize(enough);
    }

    @Test
    void ofABurstTheFirstWaitsForTheOthersAndTheNextForNobody() throws Exception {
        Gatherer<Integer, String> bursts = new Gatherer<>(
                3, 5, PATIENCE, Gatherer.OF_A_BURST_NANOS, new Window(time), executor, this::write, time);
        permits.release(1);
        bursts.add(1).get();
        assertThat(passed.take()).isEqualTo(Duration.ofMillis(1).toNanos());
        assertThat(passed.take()).isZero();
    }

    /** By a clock that stands still: who waits by it waits until somebody wakes him. */
    private Gatherer<Integer, String> door(Window window, int batchSize) {
        return new Gatherer<>(batchSize, 1_000, PATIENCE, 0, window, executor, this::write, standingStill);
    }

    private Gatherer<Integer, String> impatient() {
        return new Gatherer<>(3, 5, PATIENCE, 0, new Window(time), executor, this::write, time);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static final int AWAY = 1_000;
    private static final int ERROR = 2_000;

    private List<String> write(List<Integer> batch) {
        begun.add(batch);
        permits.acquireUninterruptibly();
        if (batch.contains(AWAY)) {
            throw new ShardAwayException("away");
        }
        if (batch.contains(ERROR)) {
            throw new AssertionError("a bug");
        }
        for (int item : batch) {
            if (item < 0) {
                throw new IllegalArgumentException(item + " is less than nothing");
            }
        }
        return batch.stream().map(item -> "wrote " + item).toList();
    }
}
