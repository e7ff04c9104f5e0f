package dev.waybill.letters.replaying;

import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.letters.Succession;
import dev.waybill.letters.replaying.SettlingStatements.Applied;
import dev.waybill.letters.replaying.SettlingStatements.Come;
import dev.waybill.letters.replaying.SettlingStatements.Done;
import dev.waybill.letters.replaying.SettlingStatements.Orders;
import dev.waybill.letters.replaying.SettlingStatements.Settled;
import dev.waybill.shards.OvertakenException;
import dev.waybill.shards.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes letters out of the store in the transaction that applies them, and lets their orders go if nothing else of them is
 * parked. All of them or none.
 */
final class Settlement implements Alongside {

    private final String topic;
    private final List<UUID> orders;
    private final List<Done> done;
    private final ReplayRow replay;
    private final Instant now;

    Settlement(String topic, List<UUID> orders, List<Done> done, ReplayRow replay, Instant now) {
        this.topic = topic;
        this.orders = orders;
        this.done = done;
        this.replay = replay;
        this.now = now;
    }

    @Override
    public void in(Transaction transaction) {
        transaction.send(SettlingStatements.LOCK, new Orders(topic, orders));
        List<Settled> settled = transaction
                .send(
                        SettlingStatements.SETTLE,
                        new Applied(
                                done,
                                done.stream().map(Done::id).toList(),
                                replay.id(),
                                replay.actor(),
                                replay.reason(),
                                now))
                .rows();
        if (settled.size() != done.size()) {
            throw new OvertakenException(
                    "%d of %d letters have changed meanwhile".formatted(done.size() - settled.size(), done.size()));
        }
        List<UUID> leaving =
                settled.stream().filter(Settled::leavesSome).map(Settled::id).toList();
        if (!leaving.isEmpty()) {
            // What came behind them just when the replay was begun, and neither knew of the other.
            transaction.send(
                    SettlingStatements.TAKE_ALONG,
                    new Come(leaving, replay.id(), replay.actor(), replay.reason(), now));
            Succession.afterReplay(transaction, leaving, replay.actor(), now);
        }
    }
}
