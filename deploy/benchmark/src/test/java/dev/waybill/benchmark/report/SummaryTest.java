package dev.waybill.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmark.load.Load;
import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.benchmark.measuring.Usage;
import dev.waybill.benchmark.queries.BeforeAfter;
import dev.waybill.benchmark.scenarios.Cleared;
import dev.waybill.benchmark.scenarios.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Usage NOTHING = new Usage(Map.of("postgres", 0.002, "customers", 0.5), 0, 0, 0, 0, 0);

    @Test
    void tellsTheMedianOfAllRounds() {
        List<Summary> summaries = Summary.of(List.of(run("a", 1, 10), run("a", 2, 1_000), run("a", 3, 30)));
        assertThat(summaries).hasSize(1);
        assertThat(summaries.getFirst().median(Result::closedPerSecond)).isEqualTo(30);
    }

    @Test
    void comparesRoundWithRound() {
        List<Summary> summaries = Summary.of(List.of(
                run("a", 1, 10), run("b", 1, 5),
                run("a", 2, 90), run("b", 2, 30),
                run("a", 3, 80), run("b", 3, 20)));
        // 2, 3 and 4; the medians alone would make it 80 to 20.
        assertThat(summaries.getFirst().ratio(summaries.getLast(), Result::closedPerSecond))
                .isEqualTo(3);
    }

    @Test
    void leavesTheCellEmptyWhereThereIsNothingToCompareWith() {
        String table = Table.markdown(Summary.of(List.of(run("a", 1, 10))), new Baseline("b", Map.of()));
        assertThat(table.lines().toList()).hasSize(3);
        assertThat(table).contains("| a     |").doesNotContain("NaN");
    }

    @Test
    void comparesARunOfOneBuildWithItsRunWithout() {
        List<Summary> summaries = Summary.of(List.of(
                letters("none", 1, 100), letters("some", 1, 95),
                letters("none", 2, 200), letters("some", 2, 186)));
        Baseline baseline = new Baseline("b", Map.of("letters", "none"));
        assertThat(baseline.of(summaries.getLast(), summaries)).contains(summaries.getFirst());
        assertThat(Table.markdown(summaries, baseline)).contains(" 0.94 |", " 1.00 |");
    }

    @Test
    void comparesByWhatWasDecidedAndNotByWhatWasTaken() {
        List<Summary> summaries = Summary.of(List.of(decided("a", 100, 30), decided("b", 100, 60)));
        String table = Table.markdown(summaries, new Baseline("b", Map.of()));
        assertThat(table.lines().toList().get(2)).contains("|      100 |        30 | 0.50 |");
    }

    @Test
    void comparesByWhatWasClosedWhereNobodyWaitsForADecision() {
        Load taken = new Load(500, 500, 0, 0, 7, 1, new Histogram(3));
        List<Summary> summaries = Summary.of(List.of(
                new Result("backlog", "before", "a", 1, decided("a", 100, 90).seen(), 100, NOTHING, Memory.NONE),
                new Result("backlog", "500 orders", "a", 1, taken, 140, NOTHING, Memory.NONE)));
        String table = Table.markdown(summaries, new Baseline("b", Map.of("backlog", "before")));
        assertThat(table.lines().toList().get(3)).contains("|      500 |           | 1.40 |      140 |       7 |");
    }

    @Test
    void tellsWhatAReplayTook() {
        Cleared cleared = new Cleared(
                6_000, 60, 61, List.of(new Cleared.Replay("a_rule", "a.type.v1", 3_000, 1_000, 0.5, 2)), 0.25);
        assertThat(Table.replays(cleared))
                .startsWith("6,000 orders held up: placed in 60.0 s, all aside 61.0 s after the first")
                .contains("| a_rule | a.type.v1 | 3,000   |  1,000 |    0.5 |      2.0 |     2,000 |");
    }

    @Test
    void leavesTheCellsEmptyOfProcessesThatTellNothing() {
        Memory memory = new Memory(
                new TreeMap<>(Map.of("order-service", 512L, "postgres", 1_024L)),
                Map.of("order-service", 123.4),
                Map.of("order-service", 1.25));
        assertThat(Table.memory(Map.of("order-service", 3.5), memory).lines())
                .containsExactly(
                        "| process       | start s | RAM MB | heap MB | GC s |",
                        "| ------------- | ------- | ------ | ------- | ---- |",
                        "| order-service |     3.5 |    512 |     123 |  1.3 |",
                        "| postgres      |         |  1,024 |         |      |");
    }

    @Test
    void tellsHowManyTimesAsFastATaskIs() {
        String table = Table.queries(List.of(new BeforeAfter.Row("a task", true, 9, 1.5)));
        assertThat(table.lines())
                .contains("| a task | yes          |     9.00 |    1.50 | 6.0 |")
                .hasSize(3);
    }

    @Test
    void countsTheCustomersAmongNoServers() {
        assertThat(NOTHING.serverCpu()).isEqualTo(0.002);
    }

    private static Result letters(String load, int round, long orders) {
        Load seen = new Load(orders, orders, orders, 0, 0, 1, new Histogram(3));
        return new Result("letters", load, "a", round, seen, orders, NOTHING, Memory.NONE);
    }

    private static Result decided(String build, long taken, long confirmed) {
        Load seen = new Load(taken, taken, confirmed, 0, 0, 1, new Histogram(3));
        return new Result("standard", "16 in flight", build, 1, seen, taken, NOTHING, Memory.NONE);
    }

    private static Result run(String build, int round, double closedPerSecond) {
        Load seen = new Load(1, 1, 1, 0, 0, 1, new Histogram(3));
        return new Result("standard", "16 in flight", build, round, seen, closedPerSecond, NOTHING, Memory.NONE);
    }
}
