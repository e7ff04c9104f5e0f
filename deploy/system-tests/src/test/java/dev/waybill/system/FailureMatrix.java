package dev.waybill.system;

import static java.util.stream.Collectors.joining;

import dev.waybill.local.stack.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every step of the sagas that orders begin under, and every undo, against every fault; made from the files that hold what
 * each definition was released as.
 */
final class FailureMatrix {
    private static final Path RELEASED = Path.of("../../order-service/src/test/resources/definitions");
    private static final Pattern STEP =
            Pattern.compile("^ +(?:∥ )?([a-z-]+): (compensatable|pivot|retriable|notify).*");
    private static final String NOT_ASKED = "–";

    private final List<Row> rows;
    private final Map<Cell, String> ends = new ConcurrentHashMap<>();

    private FailureMatrix(List<Row> rows) {
        this.rows = rows;
    }

    /** What goes wrong. */
    enum Fault {
        CRASH_BEFORE("crash before"),
        CRASH_AFTER("crash after"),
        DUPLICATE("duplicate"),
        GATEWAY_IN_DOUBT("gateway in doubt");

        private final String title;

        Fault(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * A step or its undo.
     *
     * @param saga the definition's name
     */
    record Row(String saga, int number, String step) {
        static final String UNDO = "undo of ";

        boolean undoes() {
            return step.startsWith(UNDO);
        }

        Exchange exchange() {
            return Exchange.of(step);
        }

        /** Only a bank leaves anybody in doubt. */
        boolean suffers(Fault fault) {
            return fault != Fault.GATEWAY_IN_DOUBT || step.endsWith("-payment");
        }
    }

    record Cell(Row row, Fault fault) {}

    static FailureMatrix ofReleasedDefinitions() {
        Map<String, List<Row>> newest = new HashMap<>();
        try (Stream<Path> files = Files.list(RELEASED)) {
            files.map(FailureMatrix::read)
                    .forEach(rows -> newest.merge(
                            rows.getFirst().saga(),
                            rows,
                            (one, other) ->
                                    one.getFirst().number() > other.getFirst().number() ? one : other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The order is placed before it is cancelled or returned.
        return new FailureMatrix(newest.values().stream()
                .sorted(Comparator.comparing(
                                (List<Row> rows) -> !rows.getFirst().saga().startsWith("place"))
                        .thenComparing(rows -> rows.getFirst().saga()))
                .flatMap(List::stream)
                .toList());
    }

    private static List<Row> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String[] title = lines.getFirst().split(" ", -1);
            int number = Integer.parseInt(title[1]);
            List<Row> rows = new ArrayList<>();
            for (String line : lines) {
                Matcher step = STEP.matcher(line);
                if (step.matches()) {
                    rows.add(new Row(title[0], number, step.group(1)));
                    if (step.group(2).equals("compensatable")) {
                        rows.add(new Row(title[0], number, Row.UNDO + step.group(1)));
                    }
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** The cells of one fault whose steps are taken by one service. */
    List<Cell> cells(Fault fault, ServiceKind who) {
        return cells(fault).stream()
                .filter(cell -> cell.row().exchange().who() == who)
                .toList();
    }

    List<Cell> cells(Fault fault) {
        return rows.stream()
                .filter(row -> row.suffers(fault))
                .map(row -> new Cell(row, fault))
                .toList();
    }

    void ended(Cell cell, String how) {
        ends.put(cell, how);
    }

    /** Cells that were not tried. */
    List<Cell> untried() {
        return Stream.of(Fault.values())
                .flatMap(fault -> cells(fault).stream())
                .filter(cell -> !ends.containsKey(cell))
                .toList();
    }

    /** One table for each saga. */
    String markdown() {
        Map<String, List<Row>> bySaga = new LinkedHashMap<>();
        rows.forEach(row -> bySaga.computeIfAbsent(row.saga() + " " + row.number(), any -> new ArrayList<>())
                .add(row));
        StringBuilder text = new StringBuilder();
        bySaga.forEach((saga, own) -> text.append("\n## ")
                .append(saga)
                .append("\n\n")
                .append(line("step", Fault::title))
                .append(line("---", any -> "---"))
                .append(own.stream().map(this::line).collect(joining())));
        return text.toString();
    }

    private String line(Row row) {
        return line(
                "`%s`".formatted(row.step()),
                fault -> row.suffers(fault) ? ends.getOrDefault(new Cell(row, fault), "not tried") : NOT_ASKED);
    }

    private static String line(String first, Function<Fault, String> rest) {
        return "| " + first + " | " + Stream.of(Fault.values()).map(rest).collect(joining(" | ")) + " |\n";
    }
}
