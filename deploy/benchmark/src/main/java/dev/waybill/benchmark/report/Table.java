package dev.waybill.benchmark.report;

import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.benchmark.measuring.Usage;
import dev.waybill.benchmark.queries.BeforeAfter;
import dev.waybill.benchmark.scenarios.Cleared;
import dev.waybill.benchmark.scenarios.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures as lines for a terminal, or for a page in Markdown. */
public final class Table {
    private static final List<String> HEAD = List.of(
            "scenario",
            "load",
            "build",
            "orders/s",
            "decided/s",
            "×",
            "closed/s",
            "refused",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max",
            "CPU ms",
            "stmts",
            "commits",
            "WAL B",
            "msgs",
            "msg B",
            "RAM MB");

    private static final List<String> REPLAYS =
            List.of("cause", "message", "letters", "behind", "plan s", "replay s", "letters/s");

    private static final List<String> MEMORY = List.of("process", "start s", "RAM MB", "heap MB", "GC s");
    private static final List<String> QUERIES = List.of("task", "in a service", "naive ms", "ours ms", "×");

    private Table() {}

    /**
     * Medians of all rounds: orders per second as their customers were answered; how many times as many as the run it is
     * compared with; waiting times in milliseconds; what one order cost all servers together; and the memory of the build's
     * largest process. A cell is empty where nobody waited for decisions, or nothing is compared.
     *
     * @param against what each run is compared with
     */
    public static String markdown(List<Summary> summaries, Baseline against) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        summaries.forEach(summary -> rows.add(row(summary, summaries, against)));
        return lines(rows, 3);
    }

    private static List<String> row(Summary summary, List<Summary> all, Baseline against) {
        String ratio = against.of(summary, all)
                .map(other -> times(summary.ratio(other, comparable(summary))))
                .orElse("");
        List<String> row = new ArrayList<>(List.of(summary.scenario(), summary.load(), summary.contender()));
        row.add(number("%,.0f", summary, result -> result.seen().takenPerSecond()));
        row.add(
                decides(summary)
                        ? number("%,.0f", summary, result -> result.seen().decidedPerSecond())
                        : "");
        row.add(ratio);
        row.add(number("%,.0f", summary, Result::closedPerSecond));
        row.add(number("%,.0f", summary, result -> result.seen().refused()));
        for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            row.add(number("%.1f", summary, result -> result.seen().millis(percentile)));
        }
        row.add(number("%.2f", summary, result -> result.used().serverCpu() * 1e3));
        row.add(number("%.2f", summary, result -> result.used().statements()));
        row.add(number("%.2f", summary, result -> result.used().commits()));
        row.add(number("%,.0f", summary, result -> result.used().walBytes()));
        row.add(number("%.1f", summary, result -> result.used().messages()));
        row.add(number("%,.0f", summary, result -> result.used().messageBytes()));
        row.add(number("%,.0f", summary, result -> result.memory().largestResidentMb()));
        return row;
    }

    /** What was decided, where customers waited for that: what was only taken is no work done. Else what was closed. */
    private static ToDoubleFunction<Result> comparable(Summary summary) {
        return decides(summary) ? result -> result.seen().decidedPerSecond() : Result::closedPerSecond;
    }

    private static boolean decides(Summary summary) {
        return summary.median(result -> result.seen().decidedPerSecond()) > 0;
    }

    /** About one, a tenth says too little; nothing is comparable with nothing at all. */
    private static String times(double ratio) {
        return !Double.isFinite(ratio) ? "" : String.format(Locale.ROOT, ratio < 2 ? "%.2f" : "%.1f", ratio);
    }

    /** Which process has used how much, in milliseconds of processor time per order. */
    public static String processes(List<Summary> summaries) {
        return summaries.stream()
                .map(summary -> "%s, %s, %s: %s%n"
                        .formatted(
                                summary.scenario(),
                                summary.load(),
                                summary.contender(),
                                processes(summary.rounds().getLast().used())))
                .collect(Collectors.joining());
    }

    private static String processes(Usage used) {
        return used.cpu().entrySet().stream()
                .filter(process -> process.getValue() > 0)
                .map(Table::process)
                .collect(Collectors.joining(", "));
    }

    /** A line for each cause by which orders were held up, and one before them for all orders. */
    public static String replays(Cleared cleared) {
        List<List<String>> rows = new ArrayList<>(List.of(REPLAYS));
        cleared.replays()
                .forEach(replay -> rows.add(List.of(
                        replay.cause(),
                        replay.type(),
                        String.format(Locale.ROOT, "%,d", replay.letters()),
                        String.format(Locale.ROOT, "%,d", replay.behind()),
                        String.format(Locale.ROOT, "%.1f", replay.planSeconds()),
                        String.format(Locale.ROOT, "%.1f", replay.seconds()),
                        String.format(Locale.ROOT, "%,.0f", replay.lettersPerSecond()))));
        return String.format(
                        Locale.ROOT,
                        "%,d orders held up: placed in %.1f s, all aside %.1f s after the first, all confirmed %.1f s after"
                                + " the last replay%n%n",
                        cleared.orders(),
                        cleared.placingSeconds(),
                        cleared.asideSeconds(),
                        cleared.confirmedSeconds())
                + lines(rows, 3);
    }

    /** A line for each process: its start, of a service, and what memory it has; its collector's pauses are since its start. */
    public static String memory(Map<String, Double> startSeconds, Memory memory) {
        List<List<String>> rows = new ArrayList<>(List.of(MEMORY));
        memory.residentMb()
                .forEach((name, resident) -> rows.add(List.of(
                        name,
                        number("%.1f", startSeconds.get(name)),
                        number("%,d", resident),
                        number("%,.0f", memory.heapUsedMb().get(name)),
                        number("%.1f", memory.gcSeconds().get(name)))));
        return lines(rows, 1);
    }

    /** A line for each task: medians of both ways in milliseconds, and how many times as fast ours is. */
    public static String queries(List<BeforeAfter.Row> tasks) {
        List<List<String>> rows = new ArrayList<>(List.of(QUERIES));
        tasks.forEach(task -> rows.add(List.of(
                task.what(),
                task.built() ? "yes" : "no",
                number("%.2f", task.naiveMs()),
                number("%.2f", task.oursMs()),
                times(task.ratio()))));
        return lines(rows, 2);
    }

    private static String number(String format, @Nullable Number figure) {
        return figure == null ? "" : String.format(Locale.ROOT, format, figure);
    }

    private static String process(Map.Entry<String, Double> process) {
        return "%s %.3f".formatted(process.getKey(), process.getValue() * 1e3);
    }

    private static String number(String format, Summary summary, ToDoubleFunction<Result> figure) {
        return String.format(Locale.ROOT, format, summary.median(figure));
    }

    /**
     * Columns as wide as their widest cell.
     *
     * @param texts how many of them, from the left, are no numbers
     */
    private static String lines(List<List<String>> rows, int texts) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < rows.size(); number++) {
            text.append(line(rows.get(number), widths, texts));
            if (number == 0) {
                text.append(line(
                        java.util.Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths, texts));
            }
        }
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths, int texts) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            boolean text = i < texts;
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(' ')
                    .append(text ? cells.get(i) + padding : padding + cells.get(i))
                    .append(" |");
        }
        return line.append('\n').toString();
    }
}
