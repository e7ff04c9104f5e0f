package dev.waybill.console.sagas;

import dev.waybill.console.Shown;
import dev.waybill.ops.inspecting.SagaSummary;
import dev.waybill.ops.inspecting.SagasResource;
import dev.waybill.ops.pausing.PausesResource;
import dev.waybill.ops.sagas.Standing;
import dev.waybill.ops.sagas.StoredSagas.Listing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The list of sagas as it is shown. Pure.
 *
 * @param next the address of the next page; empty on the last
 * @param away shards whose sagas are missing here
 */
record SagasView(
        List<Tab> tabs, List<Row> rows, String next, List<String> away, List<Pause> pauses, List<String> stoppable) {

    record Tab(String label, String path, boolean current) {}

    record Row(
            String id,
            String orderId,
            String name,
            String position,
            String standing,
            String tone,
            String why,
            String shard,
            String due,
            String begun) {}

    /** A definition that is stopped on a shard. */
    record Pause(String definition, String shard, String by, String why, String since) {}

    static SagasView of(
            Listing listing,
            SagasResource.Page page,
            PausesResource.Page pauses,
            List<String> definitions,
            Instant now) {
        String next = page.next() == null
                ? ""
                : "/console/sagas?standing=%s&cursor=%s".formatted(lower(listing), page.next());
        return new SagasView(
                Arrays.stream(Listing.values()).map(each -> tab(each, listing)).toList(),
                page.sagas().stream().map(saga -> row(saga, now)).toList(),
                next,
                page.notAsked(),
                pauses.pauses().stream().map(pause -> pause(pause, now)).toList(),
                definitions);
    }

    private static Tab tab(Listing listing, Listing current) {
        return new Tab(Shown.words(listing), "/console/sagas?standing=" + lower(listing), listing == current);
    }

    private static Row row(SagaSummary saga, Instant now) {
        return new Row(
                saga.id().toString(),
                saga.orderId().toString(),
                "%s %d".formatted(saga.definition(), saga.number()),
                saga.position().replace('_', ' '),
                Shown.words(saga.standing()),
                tone(saga.standing()),
                saga.parked() == null ? "" : saga.parked(),
                saga.shard(),
                saga.dueAt() == null ? "–" : Shown.ago(saga.dueAt(), now),
                Shown.ago(saga.startedAt(), now));
    }

    static String tone(Standing standing) {
        return switch (standing) {
            case RUNNING -> "good";
            case PAUSED, HALTED -> "warn";
            case PARKED -> "bad";
            case ENDED -> "muted";
        };
    }

    private static Pause pause(PausesResource.Standing pause, Instant now) {
        return new Pause(
                pause.definition(), pause.shard(), pause.pausedBy(), pause.reason(), Shown.ago(pause.pausedAt(), now));
    }

    private static String lower(Listing listing) {
        return listing.name().toLowerCase(Locale.ROOT);
    }
}
