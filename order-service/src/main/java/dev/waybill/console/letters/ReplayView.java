package dev.waybill.console.letters;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Replay;
import dev.waybill.console.letters.Said.Replays;
import dev.waybill.console.peers.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * One replay over all services, as it is shown while it runs and afterwards. Pure.
 *
 * @param status the one that matters most of those that the services say
 * @param missing services that could not be asked, each a sentence
 */
record ReplayView(
        String id,
        String status,
        String tone,
        String by,
        String reason,
        Instant at,
        String begun,
        String count,
        String done,
        long total,
        long finished,
        List<Part> parts,
        List<String> missing,
        boolean running,
        boolean resumable) {

    private static final int LATEST = 10;
    private static final String RUNNING = "running";

    /** What matters most comes first. */
    private static final List<String> STATUSES = List.of(RUNNING, "stopped", "cancelled", "finished");

    /** What one service does of it. */
    record Part(
            String service,
            String status,
            String tone,
            String why,
            long count,
            long done,
            String applied,
            String duplicate,
            String fenced,
            String failed) {}

    private record Found(String service, Replay replay) {}

    /** One by one, the newest first. */
    static List<ReplayView> latest(Answers<Replays> answers) {
        Map<String, List<Found>> byId = new LinkedHashMap<>();
        answers.came().forEach(came -> came.value().replays().forEach(replay -> byId.computeIfAbsent(
                        replay.id().toString(), any -> new ArrayList<>())
                .add(new Found(came.service(), replay))));
        return byId.values().stream()
                .map(found -> of(found, List.of()))
                .sorted(Comparator.comparing(ReplayView::at).reversed())
                .limit(LATEST)
                .toList();
    }

    /**
     * @param answers at least one of which came
     */
    static ReplayView of(Answers<Replay> answers) {
        return of(
                answers.came().stream()
                        .map(came -> new Found(came.service(), came.value()))
                        .toList(),
                answers.missing(Replay::shardsAway));
    }

    private static ReplayView of(List<Found> found, List<String> missing) {
        Replay any = found.getFirst().replay();
        String status = status(found);
        return new ReplayView(
                any.id().toString(),
                status,
                tone(status),
                any.by(),
                any.reason(),
                any.at(),
                Shown.time(any.at()),
                Shown.number(sum(found, Replay::count)),
                Shown.number(sum(found, Replay::done)),
                Math.max(1, sum(found, Replay::count)),
                sum(found, Replay::done),
                found.stream().map(ReplayView::part).toList(),
                missing,
                status.equals(RUNNING),
                status.equals("stopped") || status.equals("cancelled"));
    }

    private static String status(List<Found> found) {
        List<String> said = found.stream().map(each -> each.replay().status()).toList();
        return STATUSES.stream().filter(said::contains).findFirst().orElse(said.getFirst());
    }

    private static Part part(Found found) {
        Replay replay = found.replay();
        return new Part(
                found.service(),
                replay.status(),
                tone(replay.status()),
                Shown.text(replay.whyStopped(), ""),
                Math.max(1, replay.count()),
                replay.done(),
                Shown.number(replay.applied()),
                Shown.number(replay.duplicate()),
                Shown.number(replay.fenced()),
                Shown.number(replay.failed()));
    }

    private static long sum(List<Found> found, ToLongFunction<Replay> number) {
        return found.stream()
                .mapToLong(each -> number.applyAsLong(each.replay()))
                .sum();
    }

    private static String tone(String status) {
        return switch (status) {
            case "finished" -> "good";
            case "stopped" -> "bad";
            default -> "warn";
        };
    }
}
