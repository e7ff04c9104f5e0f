package dev.waybill.benchmark;

import dev.waybill.benchmark.scenarios.Scenarios;
import dev.waybill.benchmark.scenarios.Scenarios.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run of the benchmark shall measure.
 *
 * @param names of scenarios, {@link #SET_BASED} or {@link #QUERIES}
 * @param warmUp for each build
 * @param repeats of each task of {@link #QUERIES}
 * @param alone without the other builds
 * @param home of the project
 */
record Wanted(List<String> names, Pace pace, Duration warmUp, int repeats, boolean alone, Path home) {
    /** The set-based statements without any service. */
    static final String SET_BASED = "set-based";

    /** Statements as one would first write them, and as they are here. */
    static final String QUERIES = "queries";

    /** Everything that can be wanted, by name. */
    static List<String> all() {
        return Stream.concat(Scenarios.names().stream(), Stream.of(SET_BASED, QUERIES))
                .toList();
    }

    /** Those of the names that services are put under load for. */
    List<String> scenarios() {
        return names.stream().filter(Scenarios.names()::contains).toList();
    }

    boolean others() {
        return !alone && !scenarios().isEmpty();
    }
}
