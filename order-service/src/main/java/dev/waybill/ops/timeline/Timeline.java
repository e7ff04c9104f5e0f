package dev.waybill.ops.timeline;

import dev.waybill.ops.actions.Action;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.timeline.History.Header;
import dev.waybill.ops.timeline.History.Reversal;
import dev.waybill.ops.timeline.TimelineEntry.Kind;
import dev.waybill.orders.OrderJson;
import dev.waybill.reversals.ReversalRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells an order's story: one entry per fact, in the order in which they became true. Pure. */
public final class Timeline {

    private static final int LINES_NAMED = 5;

    private final History history;

    private Timeline(History history) {
        this.history = history;
    }

    public static List<TimelineEntry> of(History history) {
        return new Timeline(history).entries();
    }

    /** Of what became true at one instant, an earlier saga's comes first, and a cause before what follows from it. */
    private List<TimelineEntry> entries() {
        List<TimelineEntry> entries = new ArrayList<>();
        entries.add(placed());
        history.reversals().forEach(reversal -> entries.add(requested(reversal)));
        history.actions().forEach(action -> entries.add(done(action)));
        Halts halts = new Halts(history.actions());
        history.sagas().forEach(saga -> entries.addAll(SagaChapter.of(saga, halts)));
        entries.sort(Comparator.comparing(TimelineEntry::at)
                .thenComparing(entry -> chapter(entry.saga()))
                .thenComparing(TimelineEntry::kind));
        return List.copyOf(entries);
    }

    private int chapter(@Nullable UUID saga) {
        List<UUID> order = history.sagas().stream().map(StoredSaga::id).toList();
        return saga == null ? -1 : order.indexOf(saga);
    }

    private TimelineEntry placed() {
        Header order = history.order();
        return new TimelineEntry(
                order.placedAt(),
                Kind.PLACED,
                null,
                "Customer %s placed the order: %s, %s."
                        .formatted(
                                order.customerId(),
                                order.lines() == 1 ? "1 line" : order.lines() + " lines",
                                money(order.total())));
    }

    private TimelineEntry requested(Reversal reversal) {
        String note = reversal.note() == null ? "" : " (" + reversal.note() + ")";
        String what =
                switch (reversal.kind()) {
                    case CANCEL -> "to cancel the order";
                    case RETURN -> "to return %s for %s".formatted(lines(reversal), money(reversal.refund()));
                };
        return new TimelineEntry(
                reversal.requestedAt(),
                Kind.REQUESTED,
                sagaOf(reversal),
                "%s asked %s: %s%s. %s"
                        .formatted(
                                reversal.requestedBy(),
                                what,
                                reversal.reason().replace('_', ' '),
                                note,
                                whatCame(reversal)));
    }

    /** The saga that carries it out, so that what happens at one instant stays together. */
    private UUID sagaOf(Reversal reversal) {
        return reversal.state() == ReversalRow.State.TURNED_ROUND
                ? history.order().id()
                : reversal.id();
    }

    private static String whatCame(Reversal reversal) {
        return switch (reversal.state()) {
            case WAITING -> "It waits for the end of the saga under way.";
            case TURNED_ROUND -> "It turned the saga under way round.";
            case BEGUN ->
                reversal.requestedAt().equals(reversal.begunAt())
                        ? "It was begun at once."
                        : "It waited for the end of the saga under way.";
        };
    }

    private static String lines(Reversal reversal) {
        List<ReversalRow.Line> lines = List.of(OrderJson.read(reversal.lines(), ReversalRow.Line[].class));
        String named = lines.stream()
                .limit(LINES_NAMED)
                .map(line -> "%d × %s".formatted(line.quantity(), line.sku()))
                .collect(Collectors.joining(", "));
        return lines.size() <= LINES_NAMED
                ? named
                : "%s and %d lines more".formatted(named, lines.size() - LINES_NAMED);
    }

    private static TimelineEntry done(Action action) {
        String target = action.definition() == null
                ? "the saga"
                : "all sagas" + (action.definition().equals("*") ? "" : " of " + action.definition());
        return new TimelineEntry(
                action.doneAt(),
                Kind.OPS,
                action.sagaId(),
                Stream.of(
                                "%s of ops said %s to %s: %s"
                                        .formatted(
                                                action.actor(),
                                                action.verb(),
                                                target,
                                                Phrases.sentence(action.reason())),
                                action.detail() == null ? "" : Phrases.sentence(Phrases.capitalized(action.detail())))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")));
    }

    private String money(long minorUnits) {
        return Phrases.money(history.order().currency(), minorUnits);
    }
}
