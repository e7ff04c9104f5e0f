package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages come in for orders that are being replayed: whoever is first, each order's are applied once and in order. */
class ReplayRaceIT {

    private static final int ORDERS = 6;
    private static final int MESSAGES = 60;

    private final LetterBox box = new LetterBox();
    private final ReplaySchedule schedule =
            new ReplaySchedule(box.shards(), box.inbounds(), box.clock(), new SimpleMeterRegistry());
    private final Replays replays = new Replays(box.shards(), schedule, box.clock());
    private final Map<UUID, List<String>> came = new LinkedHashMap<>();

    @AfterEach
    void close() {
        schedule.stop();
        box.close();
    }

    @Test
    void orderIsKeptWhileMessagesComeAndLettersGo() throws Exception {
        for (int i = 0; i < ORDERS; i++) {
            UUID order = box.order(i % 2);
            came.put(order, new ArrayList<>(List.of(box.culprit(order, "no").toString())));
        }
        schedule.start();
        try (ExecutorService lane = Executors.newSingleThreadExecutor()) {
            Future<?> arrivals = lane.submit(this::letAllCome);
            while (!arrivals.isDone()) {
                replayAll();
            }
            arrivals.get();
        }
        replayAll();
        assertThat(box.rows().count("dead_letters WHERE status = 'parked'")).isZero();
        box.rows().requireInStep();
        List<String> applied = box.rows().applied();
        assertThat(applied).hasSize(ORDERS * (MESSAGES + 1));
        came.forEach((order, messages) ->
                assertThat(applied.stream().filter(messages::contains).toList()).isEqualTo(messages));
    }

    @Test
    void ofTwoReplaysThatAreBegunAtOnceEachLetterBelongsToOne() throws Exception {
        schedule.stop();
        try (ExecutorService ops = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 5; round++) {
                box.culprits(0, 300, "no");
                List<ReplayView> begun = bothOf(ops, beginning(UUID.randomUUID()), beginning(UUID.randomUUID()));
                assertThat(begun.stream().mapToLong(ReplayView::count).sum()).isEqualTo(300);
                for (ReplayView each : begun) {
                    assertThat(box.rows().count("dead_letters WHERE replay = '%s'".formatted(each.id())))
                            .isEqualTo(each.count());
                }
                box.rows().change("UPDATE dead_letter_replays SET status = 'FINISHED'");
                box.rows().change("UPDATE dead_letters SET status = 'discarded', settled_at = now()");
            }
        }
    }

    @Test
    void underOneIdTwoThatAreBegunAtOnceAreOne() throws Exception {
        schedule.stop();
        try (ExecutorService ops = Executors.newFixedThreadPool(2)) {
            box.culprits(0, 300, "no");
            UUID id = UUID.randomUUID();
            List<ReplayView> begun = bothOf(ops, beginning(id), beginning(id));
            assertThat(begun).extracting(ReplayView::id).containsOnly(id);
            assertThat(replays.find(id).count()).isEqualTo(300);
            assertThat(box.rows().count("dead_letter_actions")).isEqualTo(2);
        }
    }

    private Callable<ReplayView> beginning(UUID id) {
        Selection all = Selection.of(LetterFilter.read(name -> null));
        return () -> replays.begin(new Replays.Wish(id, all, "ops-1", "because", 10_000, 50));
    }

    private static List<ReplayView> bothOf(ExecutorService ops, Callable<ReplayView> one, Callable<ReplayView> other)
            throws Exception {
        List<ReplayView> begun = new ArrayList<>();
        for (Future<ReplayView> each : ops.invokeAll(List.of(one, other))) {
            begun.add(each.get());
        }
        return begun;
    }

    private void letAllCome() {
        for (int i = 0; i < MESSAGES; i++) {
            came.forEach((order, messages) -> messages.add(box.arrival(order).toString()));
            if (i % 20 == 10) {
                // Parked anew, behind or not.
                came.forEach((order, messages) ->
                        messages.add(box.culprit(order, "again").toString()));
                i++;
            }
        }
    }

    private void replayAll() {
        UUID id = UUID.randomUUID();
        Selection all = Selection.of(LetterFilter.read(name -> null));
        replays.begin(new Replays.Wish(id, all, "ops-1", "because", 10_000, 50));
        while (replays.find(id).status().equals("running")) {
            Thread.onSpinWait();
        }
    }
}
