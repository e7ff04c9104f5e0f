package dev.waybill.delivery.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WindowTest {

    private static final int FEW = Window.ENOUGH - 1;

    private final Window window = new Window();

    /** Time passes only for those who wait, and something happens meanwhile. */
    private static final class Waits implements Time {
        private final List<Long> passed = new ArrayList<>();
        private final Runnable meanwhile;
        private long now;

        Waits(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pass(long nanos) {
            passed.add(nanos);
            meanwhile.run();
            now++;
        }
    }

    @Test
    void whatComesAloneNeverWaits() {
        assertThat(waits(FEW, () -> {}).passed).isEmpty();
    }

    @ParameterizedTest(name = "of {0}, {1} are enough")
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 3", "5, 4", "8, 6", "100, 75"})
    void opensOnceThreeQuartersOfTheLastBatchAreBack(int size, int most) {
        List<UUID> batch = batch(size);
        List<UUID> toCome = new ArrayList<>(batch);
        window.left(batch, new Waits(() -> {}));
        Waits waits = waits(FEW, () -> window.cameBack(toCome.removeFirst()));
        assertThat(waits.passed).hasSize(most);
    }

    @Test
    void oneOfABatchIsBackOnlyOnce() {
        List<UUID> batch = batch(2);
        window.left(batch, new Waits(() -> {}));
        List<UUID> heard = new ArrayList<>(List.of(batch.get(0), batch.get(0), UUID.randomUUID(), batch.get(1)));
        assertThat(waits(FEW, () -> window.cameBack(heard.removeFirst())).passed)
                .hasSize(4);
    }

    @Test
    void onlyTheLastBatchIsWaitedFor() {
        List<UUID> last = batch(1);
        window.left(batch(3), new Waits(() -> {}));
        window.left(last, new Waits(() -> {}));
        assertThat(waits(FEW, () -> window.cameBack(last.getFirst())).passed).hasSize(1);
    }

    @Test
    void aBatchOfWhichNothingIsHeardHoldsNobodyUpForLong() {
        Waits clock = new Waits(() -> {});
        window.left(batch(3), clock);
        clock.now = Window.LONGEST_NANOS - 7;
        window.await(() -> FEW, clock);
        assertThat(clock.passed).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void enoughGoWhateverIsUnderWay() {
        window.left(batch(3), new Waits(() -> {}));
        assertThat(waits(Window.ENOUGH, () -> {}).passed).isEmpty();
    }

    @Test
    void aBatchWithNothingInItIsNoBatch() {
        window.left(List.of(), new Waits(() -> {}));
        assertThat(waits(FEW, () -> {}).passed).isEmpty();
    }

    @Test
    void whoWaitsIsWokenByTheLastThatIsMissing() throws Exception {
        List<UUID> batch = batch(3);
        window.left(batch, parking());
        CompletableFuture<Void> waiting = waiting(() -> FEW);
        window.cameBack(batch.get(0));
        window.cameBack(batch.get(1));
        assertThat(waiting).isNotDone();
        window.cameBack(batch.get(2));
        waiting.get();
    }

    @Test
    void whoWaitsIsWokenWhenEnoughHaveGathered() throws Exception {
        int[] gathered = {FEW};
        window.left(batch(3), parking());
        CompletableFuture<Void> waiting = waiting(() -> gathered[0]);
        window.gathered(FEW);
        assertThat(waiting).isNotDone();
        gathered[0] = Window.ENOUGH;
        window.gathered(Window.ENOUGH);
        waiting.get();
    }

    private final CountDownLatch parks = new CountDownLatch(1);

    /** A clock that stands still: who waits by it waits until somebody wakes him. */
    private Time parking() {
        return new Time() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void pass(long nanos) {
                parks.countDown();
                LockSupport.park();
            }
        };
    }

    private CompletableFuture<Void> waiting(IntSupplier gathered) throws InterruptedException {
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> window.await(gathered, parking()), Thread::startVirtualThread);
        assertThat(parks.await(10, TimeUnit.SECONDS)).isTrue();
        return waiting;
    }

    private Waits waits(int gathered, Runnable meanwhile) {
        Waits waits = new Waits(meanwhile);
        window.await(() -> gathered, waits);
        return waits;
    }

    private static List<UUID> batch(int size) {
        return Stream.generate(UUID::randomUUID).limit(size).toList();
    }
}
