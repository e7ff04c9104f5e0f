package dev.waybill.letters.replaying;

import dev.waybill.contracts.Message;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.delivery.consuming.Suspects;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.letters.LetterRow;
import dev.waybill.letters.planning.Foresight;
import dev.waybill.letters.planning.Line;
import dev.waybill.letters.planning.Line.Candidate;
import dev.waybill.letters.planning.Line.Open;
import dev.waybill.letters.replaying.SettlingStatements.Done;
import dev.waybill.letters.replaying.SettlingStatements.Failed;
import dev.waybill.letters.replaying.SettlingStatements.Failure;
import dev.waybill.letters.replaying.SettlingStatements.Moved;
import dev.waybill.letters.replaying.SettlingStatements.Orders;
import dev.waybill.shards.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Some letters of one topic, oldest first, as one turn of a replay: handled as messages are that come in, in as few
 * transactions, each of which takes its letters out of the store. What fails stays, with one attempt more, and what is
 * behind it waits.
 */
final class ReplayTurn<M extends Message> {

    private final Inbound<M> inbound;
    private final Shard shard;
    private final ReplayRow replay;
    private final Instant now;
    private final Line<M> line;
    private final Map<UUID, Foretold> foretold = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<UUID> stuck = new HashSet<>();
    private final Map<String, Long> outcomes = new HashMap<>();

    ReplayTurn(Inbound<M> inbound, Shard shard, ReplayRow replay, List<Candidate> candidates, Instant now) {
        this.inbound = inbound;
        this.shard = shard;
        this.replay = replay;
        this.now = now;
        this.line = Line.of(candidates, inbound.reader(), replay.id());
    }

    /**
     * Done, or given up for now by what it throws: then nothing is lost, and it can be tried again.
     *
     * @return how many letters came to what
     */
    Map<String, Long> run() {
        if (!line.open().isEmpty()) {
            List<Foretold> all = Foresight.of(inbound.foretelling(), shard, line.openMessages());
            for (int i = 0; i < all.size(); i++) {
                foretold.put(line.open().get(i).row().id(), all.get(i));
            }
            Suspects.run(
                    line.open(),
                    this::isSuspected,
                    each -> each.row().orderId(),
                    this::apply,
                    this::fail,
                    this::isStuck);
        }
        line.unreadable().forEach(each -> failures.add(failure(each.row(), each.cause())));
        if (!failures.isEmpty() || !line.held().isEmpty()) {
            shard.inTransaction(transaction -> {
                transaction.send(SettlingStatements.LOCK, new Orders(topic(), failedOrders()));
                transaction.send(
                        SettlingStatements.FAIL,
                        new Failed(
                                failures,
                                line.held().stream().map(LetterRow::id).toList(),
                                replay.id(),
                                replay.actor(),
                                replay.reason(),
                                now));
                return transaction.send(SettlingStatements.MOVE_BEHIND, new Moved(topic(), failedOrders()));
            });
            outcomes.merge("failed", (long) failures.size(), Long::sum);
        }
        return outcomes;
    }

    private boolean isSuspected(Open<M> letter) {
        return foretoldOf(letter.row()).verdict() == Verdict.REJECTED;
    }

    private Foretold foretoldOf(LetterRow row) {
        return Objects.requireNonNull(foretold.get(row.id()));
    }

    private void apply(List<Open<M>> batch) {
        List<Done> done = batch.stream().map(each -> done(each.row())).toList();
        List<UUID> orders = orders(batch.stream().map(Open::row));
        inbound.handler()
                .handle(
                        shard,
                        batch.stream().map(Open::received).toList(),
                        new Settlement(topic(), orders, done, replay, now));
        done.forEach(each -> outcomes.merge(each.outcome(), 1L, Long::sum));
    }

    private void fail(Open<M> culprit, RuntimeException failure) {
        failures.add(failure(culprit.row(), Cause.of("rejected", failure.toString())));
        if (culprit.row().orderId() != null) {
            stuck.add(culprit.row().orderId());
        }
    }

    /** Behind one that has just failed. The next turn finds that it has to wait. */
    private boolean isStuck(Open<M> letter) {
        return stuck.contains(letter.row().orderId());
    }

    private Done done(LetterRow row) {
        Foretold known = foretoldOf(row);
        return new Done(row.id(), row.version(), outcome(known.verdict()), known.why());
    }

    /** What was thought to fail and has not, was applied. */
    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case DUPLICATE -> "duplicate";
            case FENCED -> "fenced";
            case WILL_APPLY, NEEDS_PREDECESSOR, UNREADABLE, REJECTED -> "applied";
        };
    }

    private static Failure failure(LetterRow row, Cause cause) {
        return new Failure(row.id(), row.version(), cause.kind(), cause.message(), cause.shape(), cause.group());
    }

    private List<UUID> failedOrders() {
        return Stream.concat(stuck.stream(), line.unreadable().stream().map(each -> each.row()
                        .orderId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static List<UUID> orders(Stream<LetterRow> rows) {
        return rows.map(LetterRow::orderId).filter(Objects::nonNull).distinct().toList();
    }

    private String topic() {
        return inbound.topic().topicName();
    }
}
