package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void itIsNeverMoreThanSoManyInASecondWhateverTheTurns() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int perSecond = 1 + random.nextInt(10_000);
            long now = random.nextLong();
            long start = now;
            Pace pace = new Pace(perSecond, now);
            long used = 0;
            for (int turn = 0; turn < 500; turn++) {
                now += random.nextInt(100_000_000);
                int taken = Math.min(pace.available(now), 1 + random.nextInt(500));
                pace.use(taken);
                used += taken;
                double seconds = (now - start) / (double) SECOND;
                // What may be saved up, besides.
                assertThat((double) used).as("seed %d", seed).isLessThanOrEqualTo(perSecond * (seconds + 0.2) + 1);
            }
        }
    }

    @Test
    void whatIsNotUsedIsNotSavedUp() {
        Pace pace = new Pace(100, 0);
        assertThat(pace.available(60 * SECOND)).isEqualTo(20);
    }

    @Test
    void oneInASecondGoesAtOnceAndTheNextASecondLater() {
        Pace pace = new Pace(1, 0);
        assertThat(pace.available(0)).isOne();
        pace.use(1);
        assertThat(pace.available(SECOND / 2)).isZero();
        assertThat(pace.available(SECOND)).isOne();
    }
}
