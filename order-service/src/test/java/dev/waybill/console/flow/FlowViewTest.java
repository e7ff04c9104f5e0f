package dev.waybill.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.flow.FlowState.Count;
import dev.waybill.console.flow.FlowState.ShardState;
import dev.waybill.console.flow.FlowView.Bar;
import dev.waybill.console.flow.FlowView.Figure;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlowViewTest {

    private static final FlowState STATE = new FlowState(
            Instant.EPOCH,
            7,
            2,
            1,
            List.of(new Count("place-order: reserve-stock", 5), new Count("place-order: authorize-payment", 2)),
            List.of(new Count("order.replies.v1", 0)),
            List.of(new ShardState("orders_0", true, 3, 7, 0), new ShardState("orders_1", false, 0, 0, 0)),
            List.of("Shard orders_1 is away."));

    private final List<Second> busy =
            IntStream.range(0, 300).mapToObj(this::second).toList();

    /** In each second ten orders are placed, of which one is rejected. */
    private Second second(int number) {
        Second second = new Second();
        for (int order = 0; order < 10; order++) {
            second.placed();
            if (order == 0) {
                second.rejected(2_000);
            } else {
                second.confirmed(100);
            }
        }
        return second;
    }

    @Test
    void figuresAddUp() {
        FlowView view = FlowView.of(busy, STATE);

        assertThat(view.figures())
                .contains(
                        new Figure("orders a second", "10.0", ""),
                        new Figure("95 % decided in about", "1.9 s", ""),
                        new Figure("confirmed in 5 min", "2\u202f700", ""),
                        new Figure("rejected", "300", ""),
                        new Figure("sagas overdue", "2", "warn"),
                        new Figure("sagas parked for ops", "1", "bad"));
    }

    @Test
    void percentilesAreRightToAQuarter() {
        Second second = second(0);

        assertThat(second.withinMillis(0.5)).isBetween(80.0, 125.0);
        assertThat(second.withinMillis(0.95)).isBetween(1_600.0, 2_500.0);
        assertThat(new Second().withinMillis(0.95)).isZero();
    }

    /** All in one range, whose end would be the answer to every question otherwise. */
    @Test
    void percentilesAreToldApartWithinARange() {
        Second second = new Second();
        IntStream.range(0, 100).forEach(i -> second.confirmed(100_000));

        assertThat(second.withinMillis(0.5)).isLessThan(second.withinMillis(0.95));
        assertThat(second.withinMillis(0.5)).isBetween(80_000.0, 125_000.0);
        assertThat(second.withinMillis(1)).isBetween(100_000.0, 125_000.0);
    }

    @Test
    void barsAreMeasuredByTheLargest() {
        FlowView view = FlowView.of(busy, STATE);

        assertThat(view.steps())
                .containsExactly(
                        new Bar("place-order: authorize-payment", 2, "2", 5),
                        new Bar("place-order: reserve-stock", 5, "5", 5));
        assertThat(view.lags()).containsExactly(new Bar("order.replies.v1", 0, "0", 1));
    }

    @Test
    void aShardThatIsAwayIsNotShownAsIdle() {
        assertThat(FlowView.of(List.of(), STATE).shards().getLast().open()).isEqualTo("–");
    }
}
