package dev.waybill.benchmark.report;

import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.benchmark.queries.BeforeAfter;
import dev.waybill.benchmark.scenarios.Cleared;
import dev.waybill.benchmark.scenarios.Result;
import dev.waybill.benchmark.scenarios.Scenarios;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one run of the benchmark has found.
 *
 * @param machine what it ran on
 * @param measured what was measured once, by name
 * @param queries naive statements and ours
 * @param memory of everything, when the last scenario was over
 * @param failed scenarios that came to no end, each with its reason
 * @param violations what the auditor found
 */
public record Report(
        Map<String, Object> machine,
        Map<String, Double> measured,
        List<Result> results,
        List<Cleared> cleared,
        List<BeforeAfter.Row> queries,
        Map<String, Double> startSeconds,
        Memory memory,
        List<String> failed,
        List<String> violations) {

    private static final Baseline TEXTBOOK = new Baseline("textbook", Scenarios.UNDISTURBED);

    /** Whether everything was measured, and the auditor is content: no figure counts without that. */
    public boolean counts() {
        return violations.isEmpty() && failed.isEmpty();
    }

    /** Tables, for people. */
    public void print(PrintStream out) {
        out.println();
        runs(out, Summary.of(results));
        cleared.forEach(orders -> out.println(Table.replays(orders)));
        if (!queries.isEmpty()) {
            out.println(Table.queries(queries));
        }
        out.println(Table.memory(startSeconds, memory));
        once().forEach((name, value) -> out.println(name + ": " + value));
    }

    private static void runs(PrintStream out, List<Summary> summaries) {
        if (summaries.isEmpty()) {
            return;
        }
        out.println(Table.markdown(summaries, TEXTBOOK));
        out.println("milliseconds of processor time per order");
        out.println(Table.processes(summaries));
    }

    /** Everything, for programs. */
    public void write(Path file) throws IOException {
        Map<String, Object> all = once();
        all.put("heldUp", cleared);
        all.put("startSeconds", startSeconds);
        all.put("memory", memory);
        all.put("beforeAndAfter", queries);
        Json.write(file, all, results);
    }

    private Map<String, Object> once() {
        Map<String, Object> once = new LinkedHashMap<>(machine);
        once.putAll(measured);
        once.put("auditor", violations);
        once.put("failed", failed);
        return once;
    }

    /** In a sentence, whether these figures count. */
    public String verdict(Path file) {
        if (counts()) {
            return "the auditor is content; all figures are in " + file;
        }
        return violations.isEmpty()
                ? "%d scenarios failed; all other figures are in %s".formatted(failed.size(), file)
                : "the auditor found %d violations: these figures do not count".formatted(violations.size());
    }
}
