package dev.waybill.local.ops.showing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Aligned columns under a heading; columns of numbers to the right, long text shortened. */
public final class Table {
    private static final String GAP = "  ";
    private static final int LONGEST = 60;

    private final List<List<String>> lines = new ArrayList<>();

    private Table(List<String> headings) {
        lines.add(headings);
    }

    public static Table of(String... headings) {
        return new Table(List.of(headings));
    }

    /** As many cells as there are headings. */
    public Table row(String... cells) {
        if (cells.length != lines.getFirst().size()) {
            throw new IllegalArgumentException("a row of %d cells under %s".formatted(cells.length, lines.getFirst()));
        }
        lines.add(List.of(cells).stream()
                .map(cell -> Cells.shortened(Cells.clean(cell), LONGEST))
                .toList());
        return this;
    }

    /** Lines, each with its end; only {@code ifEmpty} if there is no row. */
    public String textOr(String ifEmpty) {
        if (lines.size() == 1) {
            return ifEmpty + System.lineSeparator();
        }
        List<Column> columns = IntStream.range(0, lines.getFirst().size())
                .mapToObj(this::column)
                .toList();
        return lines.stream().map(line -> text(line, columns)).collect(Collectors.joining());
    }

    private record Column(int width, boolean toTheRight) {
        String pad(String cell) {
            String blanks = " ".repeat(width - cell.length());
            return toTheRight ? blanks + cell : cell + blanks;
        }
    }

    private Column column(int at) {
        int width = lines.stream().mapToInt(line -> line.get(at).length()).max().orElse(0);
        return new Column(
                width, lines.stream().skip(1).allMatch(line -> line.get(at).matches("[\\d,.%]+")));
    }

    private static String text(List<String> line, List<Column> columns) {
        String text = IntStream.range(0, columns.size())
                .mapToObj(at -> columns.get(at).pad(line.get(at)))
                .collect(Collectors.joining(GAP));
        return text.stripTrailing() + System.lineSeparator();
    }
}
