package dev.waybill.benchmark;

import dev.waybill.local.stack.ServiceKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Refuses options by which nothing can be measured, each with an {@link IllegalArgumentException} that names it. */
final class Options {
    /** A shard owns whole partitions, of which there are 32. */
    private static final List<Integer> SHARD_COUNTS = List.of(1, 2, 4, 8, 16, 32);

    private Options() {}

    static void atLeastOne(String option, List<Integer> values) {
        if (values.isEmpty() || values.stream().anyMatch(value -> value < 1)) {
            throw refused(option, "takes whole numbers from 1 on", values);
        }
    }

    static void shards(List<Integer> counts) {
        if (counts.size() != ServiceKind.values().length || !SHARD_COUNTS.containsAll(counts)) {
            throw refused("--shards", "takes three powers of two up to 32, such as 4,2,2", counts);
        }
    }

    static void known(String option, List<String> names, Collection<String> all) {
        if (!all.containsAll(names)) {
            throw refused(option, "takes scenarios, which are " + String.join(", ", all), names);
        }
    }

    /** A file can't be tried without making it, so this looks at what is there. */
    static void writable(String option, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refused(option, "takes a file in a folder that is there", List.of(file));
        }
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw refused(option, "takes a file that can be written", List.of(file));
        }
    }

    private static IllegalArgumentException refused(String option, String rule, List<?> values) {
        String was = String.join(",", values.stream().map(String::valueOf).toList());
        return new IllegalArgumentException("%s %s, but it was \"%s\"".formatted(option, rule, was));
    }
}
