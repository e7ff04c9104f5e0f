package dev.waybill.console.flow;

import dev.waybill.console.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The page Flow as it is shown. Pure.
 *
 * @param at when it was so
 * @param away what could not be asked, each a sentence
 */
record FlowView(
        String at,
        List<Figure> figures,
        Chart rates,
        Chart times,
        List<Bar> steps,
        List<Bar> lags,
        List<ShardRow> shards,
        List<String> away) {

    private static final int SECONDS_PER_POINT = 5;
    private static final int POINTS_OF_A_MINUTE = 12;
    private static final int POINTS_OF_NOW = 2;
    private static final double SECOND = 1000;

    /**
     * One number.
     *
     * @param tone {@code good}, {@code warn}, {@code bad} or nothing
     */
    record Figure(String label, String value, String tone) {}

    /**
     * A number beside others of its kind.
     *
     * @param most the largest of them, at least 1
     */
    record Bar(String label, long value, String shown, long most) {}

    /** How one shard is. */
    record ShardRow(String name, boolean there, String answered, String open, String outbox) {}

    static FlowView of(List<Second> seconds, FlowState state) {
        List<Second> points = points(seconds);
        return new FlowView(
                Shown.time(state.at()),
                figures(points, state),
                Chart.of(
                        "Orders",
                        Chart.Unit.PER_SECOND,
                        "5 min",
                        List.of(
                                series("placed", points, FlowView::placedPerSecond),
                                series("confirmed", points, point -> perSecond(point.confirmedOrders())),
                                series(
                                        "rejected or cancelled",
                                        points,
                                        point -> perSecond(point.rejectedOrders() + point.cancelledOrders())))),
                Chart.of(
                        "Time to a decision",
                        Chart.Unit.MILLIS,
                        "5 min",
                        List.of(
                                series("half within", points, point -> point.withinMillis(0.5)),
                                series("95 % within", points, point -> point.withinMillis(0.95)))),
                bars(state.steps()),
                bars(state.lags()),
                state.shards().stream().map(FlowView::row).toList(),
                state.away());
    }

    private static List<Second> points(List<Second> seconds) {
        List<Second> points = new ArrayList<>();
        for (int from = 0; from + SECONDS_PER_POINT <= seconds.size(); from += SECONDS_PER_POINT) {
            points.add(sum(seconds.subList(from, from + SECONDS_PER_POINT)));
        }
        return points;
    }

    private static List<Figure> figures(List<Second> points, FlowState state) {
        Second all = sum(points);
        Second minute = sum(latest(points, POINTS_OF_A_MINUTE));
        Second now = sum(latest(points, POINTS_OF_NOW));
        return List.of(
                new Figure("orders a second", rate(perSecond(now.placedOrders()) / POINTS_OF_NOW), ""),
                new Figure("95 % decided in about", about(minute.withinMillis(0.95)), ""),
                new Figure("confirmed in 5 min", Shown.number(all.confirmedOrders()), ""),
                new Figure("rejected", Shown.number(all.rejectedOrders()), ""),
                new Figure("cancelled", Shown.number(all.cancelledOrders()), ""),
                new Figure("sagas open", Shown.number(state.open()), ""),
                new Figure("sagas overdue", Shown.number(state.overdue()), state.overdue() > 0 ? "warn" : ""),
                new Figure("sagas parked for ops", Shown.number(state.parked()), state.parked() > 0 ? "bad" : ""));
    }

    private static List<Second> latest(List<Second> points, int count) {
        return points.subList(Math.max(0, points.size() - count), points.size());
    }

    private static Second sum(List<Second> seconds) {
        Second sum = new Second();
        seconds.forEach(sum::add);
        return sum;
    }

    private static Chart.Series series(String name, List<Second> points, ToDoubleFunction<Second> value) {
        return new Chart.Series(name, points.stream().mapToDouble(value).toArray());
    }

    private static double placedPerSecond(Second point) {
        return perSecond(point.placedOrders());
    }

    private static double perSecond(long ofPoint) {
        return (double) ofPoint / SECONDS_PER_POINT;
    }

    private static String rate(double value) {
        return value >= 100 ? Shown.number(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value);
    }

    /** With no more digits than the estimate that it is deserves. */
    private static String about(double millis) {
        if (millis == 0) {
            return "–";
        }
        if (millis < SECOND) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        }
        return String.format(Locale.ROOT, millis < 10 * SECOND ? "%.1f s" : "%.0f s", millis / SECOND);
    }

    private static List<Bar> bars(List<FlowState.Count> counts) {
        long most = counts.stream().mapToLong(FlowState.Count::value).max().orElse(1);
        return counts.stream()
                .sorted(Comparator.comparing(FlowState.Count::label))
                .map(count -> new Bar(count.label(), count.value(), Shown.number(count.value()), Math.max(1, most)))
                .toList();
    }

    private static ShardRow row(FlowState.ShardState shard) {
        return new ShardRow(
                shard.name(),
                shard.there(),
                shard.there() ? "%d ms".formatted(shard.answeredMillis()) : "away",
                shard.there() ? Shown.number(shard.open()) : "–",
                shard.there() ? Shown.number(shard.outbox()) : "–");
    }
}
