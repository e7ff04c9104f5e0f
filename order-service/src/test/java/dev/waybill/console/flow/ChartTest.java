package dev.waybill.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.flow.Chart.Series;
import dev.waybill.console.flow.Chart.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1.1, 2", "4, 5", "5.5, 10", "101, 200", "999, 1000"})
    void theScaleIsRound(double value, double top) {
        assertThat(Chart.roundedUp(value)).isEqualTo(top);
    }

    @Test
    void valuesLieBetweenTheLines() {
        Chart chart =
                Chart.of("Orders", Unit.PER_SECOND, "5 min", List.of(new Series("placed", new double[] {0, 5, 10})));

        assertThat(chart.lines().getFirst().path()).isEqualTo("M64.0 140.0L329.0 75.0L594.0 10.0");
        assertThat(chart.grid()).extracting(Chart.Grid::label).containsExactly("0/s", "5/s", "10/s");
    }

    @Test
    void itCanBeHeard() {
        Chart chart = Chart.of(
                "Orders",
                Unit.PER_SECOND,
                "5 min",
                List.of(new Series("placed", new double[] {1, 2.5}), new Series("confirmed", new double[0])));

        assertThat(chart.summary()).isEqualTo("Orders over the last 5 min; now placed 2.5/s, confirmed 0/s");
    }

    @Test
    void timesAreSaidInSecondsFromTenOn() {
        Chart slow = Chart.of("Time", Unit.MILLIS, "5 min", List.of(new Series("all", new double[] {900, 12_500})));
        Chart quick = Chart.of("Time", Unit.MILLIS, "5 min", List.of(new Series("all", new double[] {900})));

        assertThat(slow.grid()).extracting(Chart.Grid::label).containsExactly("0 s", "10 s", "20 s");
        assertThat(slow.lines().getFirst().now()).isEqualTo("12.5 s");
        assertThat(quick.grid()).extracting(Chart.Grid::label).containsExactly("0 ms", "500 ms", "1000 ms");
        assertThat(quick.lines().getFirst().now()).isEqualTo("900 ms");
    }
}
