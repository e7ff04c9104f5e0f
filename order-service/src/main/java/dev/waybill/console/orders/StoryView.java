package dev.waybill.console.orders;

import dev.waybill.console.Shown;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.timeline.History;
import dev.waybill.ops.timeline.Timeline;
import dev.waybill.ops.timeline.TimelineEntry;
import java.util.List;

/**
 * What happened to an order so far, as it is shown. Pure.
 *
 * @param running whether anything more will happen by itself
 */
record StoryView(
        String state,
        String tone,
        String reason,
        String detail,
        List<SagaRow> sagas,
        List<Entry> entries,
        boolean running) {

    record SagaRow(String id, String name, String position, String standing, String tone) {}

    /**
     * @param tone {@code good}, {@code warn}, {@code bad} or nothing
     */
    record Entry(String day, String at, String kind, String tone, String text) {}

    static StoryView of(History history) {
        History.Header order = history.order();
        return new StoryView(
                Shown.words(order.state()),
                OrdersView.tone(order.state()),
                order.reason() == null ? "" : Shown.words(order.reason()),
                order.detail() == null ? "" : order.detail(),
                history.sagas().stream().map(StoryView::saga).toList(),
                Timeline.of(history).stream().map(StoryView::entry).toList(),
                !order.state().decided() || history.sagas().stream().anyMatch(saga -> saga.endedAt() == null));
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
