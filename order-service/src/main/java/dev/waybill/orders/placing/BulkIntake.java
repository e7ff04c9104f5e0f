package dev.waybill.orders.placing;

import dev.waybill.delivery.outbox.Relay;
import dev.waybill.http.lines.Line;
import dev.waybill.orders.placing.BatchedOrder.Refused;
import dev.waybill.orders.placing.BatchedOrder.Routed;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Writes chunks of batches: the lines for one shard together, the shards beside each other. Few chunks are in work in the
 * whole process, however many batches come in; the others wait, and are not read on meanwhile.
 */
@Singleton
class BulkIntake {

    private static final int CHUNKS_IN_WORK = 8;

    private final Shards shards;
    private final OrderWriter writer;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Shard, BulkLane> lanes = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(CHUNKS_IN_WORK, true);

    BulkIntake(Shards shards, Relay relay) {
        this.shards = shards;
        this.writer = new OrderWriter(relay);
    }

    /**
     * Waits until there is room, then begins.
     *
     * @return an answer for each line, in order, as NDJSON without the last newline
     */
    CompletableFuture<byte[]> place(List<Line> lines, BatchReader reader) {
        room.acquireUninterruptibly();
        try {
            return placeNow(lines, reader).whenComplete((answers, failure) -> room.release());
        } catch (RuntimeException | Error e) {
            room.release();
            throw e;
        }
    }

    private CompletableFuture<byte[]> placeNow(List<Line> lines, BatchReader reader) {
        LineAnswer[] answers = new LineAnswer[lines.size()];
        Map<Shard, Part> parts = new HashMap<>();
        for (int i = 0; i < answers.length; i++) {
            switch (reader.read(lines.get(i))) {
                case Refused(var problem) -> answers[i] = new LineAnswer.Refused(problem);
                case Routed routed ->
                    parts.computeIfAbsent(shards.ofSlot(routed.slot()), shard -> new Part())
                            .add(i, routed);
            }
        }
        CompletableFuture<?>[] placed = parts.entrySet().stream()
                .map(each -> place(each.getKey(), each.getValue(), answers))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(placed).thenApply(all -> json(lines, answers));
    }

    private CompletableFuture<Void> place(Shard shard, Part part, LineAnswer[] answers) {
        return lanes.computeIfAbsent(shard, any -> new BulkLane(any, writer, threads))
                .place(part.orders)
                .thenAccept(each -> part.scatter(each, answers));
    }

    private static byte[] json(List<Line> lines, LineAnswer[] answers) {
        StringBuilder json = new StringBuilder(answers.length * 100);
        for (int i = 0; i < answers.length; i++) {
            if (i > 0) {
                json.append('\n');
            }
            answers[i].write(lines.get(i).number(), json);
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What of a chunk belongs to one shard, and where it stood. */
    private static final class Part {
        private final List<Routed> orders = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();

        void add(int place, Routed order) {
            orders.add(order);
            places.add(place);
        }

        void scatter(List<LineAnswer> answers, LineAnswer[] chunk) {
            for (int i = 0; i < answers.size(); i++) {
                chunk[places.get(i)] = answers.get(i);
            }
        }
    }
}
