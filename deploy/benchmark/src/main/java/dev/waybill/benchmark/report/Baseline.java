package dev.waybill.benchmark.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is compared with: the same run of another build, or another run of its own scenario. Pure.
 *
 * @param build the name of the build that the others are compared with
 * @param loads of the scenarios in which one build runs with and without something: the load of the run without
 */
public record Baseline(String build, Map<String, String> loads) {

    Optional<Summary> of(Summary summary, List<Summary> all) {
        return all.stream().filter(other -> isOf(summary, other)).findFirst();
    }

    private boolean isOf(Summary summary, Summary other) {
        String without = loads.get(summary.scenario());
        return without == null
                ? other.contender().equals(build) && other.sameRunAs(summary)
                : other.scenario().equals(summary.scenario())
                        && other.contender().equals(summary.contender())
                        && other.load().equals(without);
    }
}
