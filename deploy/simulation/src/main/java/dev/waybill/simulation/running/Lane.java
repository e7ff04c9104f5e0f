package dev.waybill.simulation.running;

import dev.waybill.contracts.Message;
import dev.waybill.simulation.faults.Point;
import dev.waybill.simulation.time.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * One replica's consumer of one shard's messages: batch after batch, each settled before the next. What a batch was is
 * forgotten only when its effect is there; were the process to end before, it all comes again.
 */
final class Lane {

    private static final int BATCH = 20;

    private final Replica replica;
    private final Database database;
    private final Broker broker;
    private final Handler handler;
    private final Deque<OutboxRow> inbox = new ArrayDeque<>();
    private final Deque<List<OutboxRow>> inHand = new ArrayDeque<>();
    private boolean busy;

    /** Does what a batch of messages asks for. */
    @FunctionalInterface
    interface Handler {
        void handle(Replica replica, Database database, List<Message> batch, Replica.Then then);
    }

    Lane(Replica replica, Database database, Broker broker, Handler handler) {
        this.replica = replica;
        this.database = database;
        this.broker = broker;
        this.handler = handler;
        replica.whenItEnds(this::giveBack);
    }

    void arrive(OutboxRow row) {
        inbox.add(row);
        if (!busy) {
            busy = true;
            replica.later(0, this::next);
        }
    }

    private void giveBack() {
        List<OutboxRow> all = new ArrayList<>(inbox);
        inHand.forEach(all::addAll);
        inbox.clear();
        inHand.clear();
        busy = false;
        all.forEach(row -> broker.deliver(row, Timeline.SECOND));
    }

    private void next() {
        if (inHand.isEmpty()) {
            poll();
        }
        List<OutboxRow> batch = inHand.peek();
        busy = batch != null;
        if (batch == null) {
            return;
        }
        List<Message> messages = batch.stream().map(OutboxRow::read).toList();
        handler.handle(replica, database, messages, new Replica.Then() {
            @Override
            public void committed() {
                settled(messages);
            }

            @Override
            public void failed(RuntimeException why) {
                again(batch, why);
            }
        });
    }

    private void poll() {
        List<OutboxRow> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && !inbox.isEmpty()) {
            batch.add(inbox.remove());
        }
        if (!batch.isEmpty()) {
            inHand.add(batch);
        }
    }

    private void settled(List<Message> messages) {
        if (!replica.endsAt(Point.BEFORE_OFFSET, messages)) {
            inHand.remove();
            next();
        }
    }

    /** What is nobody's fault is done again; otherwise the culprit is looked for, and set aside. */
    private void again(List<OutboxRow> batch, RuntimeException why) {
        if (!(why instanceof Replica.ConnectionLost)) {
            inHand.remove();
            if (batch.size() == 1) {
                setAside(batch.getFirst(), why);
            } else {
                batch.reversed().forEach(row -> inHand.push(List.of(row)));
            }
        }
        replica.later(Timeline.MILLISECOND, this::next);
    }

    private void setAside(OutboxRow row, RuntimeException why) {
        UUID order = ((Message.OfOrder) row.read()).orderId();
        replica.world().trace().tell(order, replica.toString(), () -> "dead letter " + row.read() + ": " + why);
        replica.world().auditor().deadLetter(order, row.read() + ": " + why);
    }
}
