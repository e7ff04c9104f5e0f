package dev.waybill.benchmark.report;

import dev.waybill.benchmark.scenarios.Result;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The medians of all rounds of one run of one build.
 *
 * @param rounds of which they are the medians
 */
public record Summary(String scenario, String load, String contender, List<Result> rounds) {

    /** One for each scenario, load and build, in the order in which they ran. */
    public static List<Summary> of(List<Result> results) {
        Map<List<String>, List<Result>> byRun = results.stream()
                .collect(Collectors.groupingBy(
                        result -> List.of(result.scenario(), result.load(), result.contender()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byRun.entrySet().stream()
                .map(run -> new Summary(
                        run.getKey().get(0), run.getKey().get(1), run.getKey().get(2), run.getValue()))
                .toList();
    }

    public double median(ToDoubleFunction<Result> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    /**
     * How many times as much as the other did, in the rounds that both ran right after each other.
     *
     * @return NaN without such rounds
     */
    public double ratio(Summary other, ToDoubleFunction<Result> figure) {
        double[] ratios = rounds.stream()
                .flatMapToDouble(mine -> other.rounds.stream()
                        .filter(theirs -> theirs.round() == mine.round())
                        .mapToDouble(theirs -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs)))
                .toArray();
        return median(ratios);
    }

    boolean sameRunAs(Summary other) {
        return scenario.equals(other.scenario) && load.equals(other.load);
    }

    private static double median(double[] figures) {
        if (figures.length == 0) {
            return Double.NaN;
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
