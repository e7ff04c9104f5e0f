package dev.waybill.delivery.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final int FEW = 19;
    private static final int MANY = 20;

    @Test
    void fewAtTheDoorWaitForTheNextBeatAndNoLonger() {
        assertThat(Rhythm.AT_THE_DOOR.restNanos(FEW, millis(5), millis(1_005))).isEqualTo(millis(15));
        assertThat(Rhythm.AT_THE_DOOR.restNanos(FEW, millis(5), millis(1_019))).isEqualTo(millis(1));
        assertThat(Rhythm.AT_THE_DOOR.restNanos(1, millis(300), millis(1_000))).isEqualTo(millis(20));
    }

    @Test
    void allShardsOfAProcessHaveTheSameBeat() {
        for (long now = -100; now < 100; now++) {
            long begins = millis(now) + Rhythm.AT_THE_DOOR.restNanos(FEW, millis(3), millis(now));
            assertThat(Math.floorMod(begins, millis(20))).isZero();
        }
    }

    @Test
    void manyAtTheDoorRestHalfAsLongAsTheyTookAndThenWaitForTheBeat() {
        assertThat(Rhythm.AT_THE_DOOR.restNanos(MANY, millis(8), millis(1_000))).isEqualTo(millis(20));
        assertThat(Rhythm.AT_THE_DOOR.restNanos(MANY, millis(12), millis(1_015)))
                .isEqualTo(millis(25));
    }

    @Test
    void behindABatchOnItsWayOnlyManyRestAndNeverLong() {
        assertThat(Gathering.restNanos(FEW, millis(30))).isZero();
        assertThat(Gathering.restNanos(MANY, millis(14))).isEqualTo(millis(7));
        assertThat(Gathering.restNanos(MANY, millis(500))).isEqualTo(millis(10));
    }

    @Test
    void theFirstOfABurstWaitsForTheOthersAndAtTheDoorForNobody() {
        assertThat(Rhythm.OF_BURSTS.lingerNanos()).isEqualTo(millis(1));
        assertThat(Rhythm.OF_BURSTS.restNanos(FEW, millis(9), millis(1_001))).isZero();
        assertThat(Rhythm.AT_THE_DOOR.lingerNanos()).isZero();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
