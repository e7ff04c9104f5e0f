package dev.waybill.console.orders;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.OrderLettersView;
import dev.waybill.console.letters.OrderLettersView.Happened;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.timeline.History;
import dev.waybill.ops.timeline.Timeline;
import dev.waybill.ops.timeline.TimelineEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened to an order so far, as it is shown. Pure.
 *
 * @param missing what could not be asked, each a sentence
 * @param running whether anything more will happen by itself
 */
record StoryView(
        String state,
        String tone,
        String reason,
        String detail,
        List<SagaRow> sagas,
        List<Entry> entries,
        List<String> missing,
        boolean running) {

    record SagaRow(String id, String name, String position, String standing, String tone) {}

    /**
     * @param tone {@code good}, {@code warn}, {@code bad} or nothing
     */
    record Entry(String day, String at, String kind, String tone, String text) {}

    /** A line at its time. */
    private record Timed(Instant at, Entry entry) {}

    /**
     * @param letters of the order, wherever they are
     */
    static StoryView of(History history, OrderLettersView letters) {
        History.Header order = history.order();
        return new StoryView(
                Shown.words(order.state()),
                OrdersView.tone(order.state()),
                order.reason() == null ? "" : Shown.words(order.reason()),
                order.detail() == null ? "" : order.detail(),
                history.sagas().stream().map(StoryView::saga).toList(),
                entries(history, letters),
                letters.missing(),
                isRunning(history));
    }

    static boolean isRunning(History history) {
        return !history.order().state().decided() || history.sagas().stream().anyMatch(saga -> saga.endedAt() == null);
    }

    /** Of what happened at one instant, the order's own comes first. */
    private static List<Entry> entries(History history, OrderLettersView letters) {
        return Stream.concat(
                        Timeline.of(history).stream().map(entry -> new Timed(entry.at(), entry(entry))),
                        letters.happened().stream().map(each -> new Timed(each.at(), entry(each))))
                .sorted(Comparator.comparing(Timed::at))
                .map(Timed::entry)
                .toList();
    }

    private static Entry entry(Happened each) {
        return new Entry(Shown.time(each.at()), Shown.exact(each.at()), "dead letter", each.tone(), each.text());
    }

    private static SagaRow saga(StoredSaga saga) {
        return new SagaRow(
                saga.id().toString(),
                "%s %d".formatted(saga.definition(), saga.number()),
                saga.state().position().replace('_', ' '),
                Shown.words(saga.standing()),
                switch (saga.standing()) {
                    case RUNNING, ENDED -> "";
                    case PAUSED, HALTED -> "warn";
                    case PARKED -> "bad";
                });
    }

    private static Entry entry(TimelineEntry entry) {
        return new Entry(
                Shown.time(entry.at()),
                Shown.exact(entry.at()),
                Shown.words(entry.kind()),
                switch (entry.kind()) {
                    case PLACED, REQUESTED, BEGUN, ANNOUNCED, ASKED, UNDO_ASKED, UNDONE, ENDED -> "";
                    case DONE, DECIDED -> "good";
                    case OPS, SKIPPED, TURNED_BACK -> "warn";
                    case REFUSED, PARKED -> "bad";
                },
                entry.text());
    }
}
