package dev.waybill.delivery.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final int FEW = 19;
    private static final int MANY = 20;

    @Test
    void onlyManyRestHalfAsLongAsTheyTookAndNeverLong() {
        assertThat(Gathering.restNanos(FEW, millis(30))).isZero();
        assertThat(Gathering.restNanos(MANY, millis(14))).isEqualTo(millis(7));
        assertThat(Gathering.restNanos(MANY, millis(500))).isEqualTo(millis(10));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
