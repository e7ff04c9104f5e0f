package dev.waybill.console.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A line chart as the parts of an SVG picture of 600 by 160 units. Pure.
 *
 * @param summary for those who can't see it
 * @param ended the label at the right end of the time axis
 */
record Chart(String title, String summary, List<Grid> grid, List<Line> lines, String began, String ended) {

    private static final double LEFT = 64;
    private static final double RIGHT = 594;
    private static final double TOP = 10;
    private static final double BOTTOM = 140;

    /**
     * Numbers over time, oldest first.
     *
     * @param name such as {@code confirmed}
     */
    record Series(String name, double[] values) {}

    /**
     * @param style 1 to 4
     * @param path as SVG's {@code d}
     */
    record Line(String name, int style, String path, String now) {}

    /** A horizontal line with its value. */
    record Grid(String y, String label) {}

    /** What values are told in. */
    enum Unit {
        PER_SECOND,
        MILLIS;

        private static final double TEN_SECONDS = 10_000;

        /**
         * @param scale the largest value that it stands beside, so that all of an axis are told alike
         */
        String say(double value, double scale) {
            return switch (this) {
                case PER_SECOND -> digits(value) + "/s";
                case MILLIS -> scale < TEN_SECONDS ? digits(value) + " ms" : digits(value / 1000) + " s";
            };
        }

        private static String digits(double value) {
            return value == Math.rint(value) || value >= 100
                    ? String.format(Locale.ROOT, "%.0f", value)
                    : String.format(Locale.ROOT, "%.1f", value);
        }
    }

    /**
     * @param unit of every value
     * @param span the whole width in words, such as {@code 5 min}
     */
    static Chart of(String title, Unit unit, String span, List<Series> series) {
        double top = roundedUp(series.stream()
                .flatMapToDouble(each -> Arrays.stream(each.values()))
                .max()
                .orElse(0));
        List<Line> lines = new ArrayList<>();
        for (Series each : series) {
            double[] values = each.values();
            double now = values.length == 0 ? 0 : values[values.length - 1];
            lines.add(new Line(each.name(), lines.size() + 1, path(values, top), unit.say(now, now)));
        }
        String summary = "%s over the last %s; now %s"
                .formatted(
                        title,
                        span,
                        String.join(
                                ", ",
                                lines.stream()
                                        .map(line -> line.name() + " " + line.now())
                                        .toList()));
        return new Chart(
                title,
                summary,
                List.of(grid(0, top, unit), grid(top / 2, top, unit), grid(top, top, unit)),
                lines,
                span + " ago",
                "now");
    }

    /** To 1, 2 or 5 times a power of ten, so that the labels are round and the scale seldom changes; 1 at least. */
    static double roundedUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
        for (double factor : new double[] {1, 2, 5}) {
            if (value <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static Grid grid(double value, double top, Unit unit) {
        return new Grid(number(y(value, top)), unit.say(value, top));
    }

    private static String path(double[] values, double top) {
        StringBuilder path = new StringBuilder();
        double step = values.length < 2 ? 0 : (RIGHT - LEFT) / (values.length - 1);
        for (int i = 0; i < values.length; i++) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(number(LEFT + i * step))
                    .append(' ')
                    .append(number(y(values[i], top)));
        }
        return path.toString();
    }

    private static double y(double value, double top) {
        return BOTTOM - value / top * (BOTTOM - TOP);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
