package dev.waybill.ops.timeline;

import dev.waybill.ops.timeline.History.Header;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A timeline as lines for a terminal. */
final class TimelineText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TimelineText() {}

    static String of(Header order, List<TimelineEntry> entries) {
        String head = "Order %s of %s is %s%s, %s. Times are UTC.%n%n"
                .formatted(
                        order.id(),
                        order.tenant(),
                        order.state(),
                        order.reason() == null ? "" : " (" + order.reason() + ")",
                        Phrases.money(order.currency(), order.total()));
        return entries.stream().map(TimelineText::line).collect(Collectors.joining("", head, ""));
    }

    private static String line(TimelineEntry entry) {
        String kind = entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "%s  %-11s  %s%n".formatted(TIME.format(entry.at()), kind, entry.text());
    }
}
