package dev.waybill.delivery.outbox;

import dev.waybill.shards.Shard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The rows of one shard's outbox that this process has given to its producer, or will soon, until they are removed; those of
 * ordered keys for some time more, since a transaction that began before the removal still names them as older messages that
 * are waiting.
 */
final class HandedOver {

    private static final Logger LOG = Logger.getLogger(HandedOver.class);

    private record Acknowledged(long position, boolean ordered) {}

    private record Removed(List<Long> positions, long atNanos) {}

    private final Set<Long> positions = ConcurrentHashMap.newKeySet();
    /** Counted as handed over already, so that the sweeper leaves them alone. Guarded by the turn to send. */
    private final List<OutboxTable.Row> keptBack = new ArrayList<>();

    private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock removing = new ReentrantLock();
    private final Queue<Removed> removed = new ArrayDeque<>();

    /** A row counts as handed over just before it is, or is kept back; so nobody may look in between. */
    <T> T oneAtATime(Supplier<T> sends) {
        sending.lock();
        try {
            return sends.get();
        } finally {
            sending.unlock();
        }
    }

    void add(long position) {
        positions.add(position);
    }

    /** For whoever has the turn to send. */
    void keepBack(OutboxTable.Row row) {
        add(row.position());
        keptBack.add(row);
    }

    int keptBack() {
        return keptBack.size();
    }

    /** For whoever has the turn to send, and gives them to the producer in it: what is not given is the sweeper's. */
    List<OutboxTable.Row> takeKeptBack() {
        List<OutboxTable.Row> taken = List.copyOf(keptBack);
        keptBack.clear();
        taken.forEach(row -> forget(row.position()));
        return taken;
    }

    void forget(long position) {
        positions.remove(position);
    }

    /** @param ordered whether later messages of its key may still name it */
    void acknowledge(long position, boolean ordered) {
        acknowledged.add(new Acknowledged(position, ordered));
    }

    boolean contains(long position) {
        return positions.contains(position);
    }

    boolean containsAll(Collection<Long> others) {
        return positions.containsAll(others);
    }

    /** One statement for all that has been acknowledged since. If the shard is away, they are removed later. */
    void removeAcknowledged(Shard shard) {
        removing.lock();
        try {
            forgetLongRemoved(shard.settings().deadline());
            List<Acknowledged> gone = takeAcknowledged();
            if (!gone.isEmpty()) {
                remove(shard, gone);
            }
        } finally {
            removing.unlock();
        }
    }

    private void remove(Shard shard, List<Acknowledged> gone) {
        try {
            shard.run(
                    OutboxTable.REMOVE,
                    new OutboxTable.Positions(
                            gone.stream().map(Acknowledged::position).toList()));
        } catch (RuntimeException e) {
            LOG.debugf(e, "%d published messages stay in the outbox of %s for now", gone.size(), shard.name());
            acknowledged.addAll(gone);
            return;
        }
        List<Long> named = new ArrayList<>();
        for (Acknowledged each : gone) {
            if (each.ordered()) {
                named.add(each.position());
            } else {
                positions.remove(each.position());
            }
        }
        removed.add(new Removed(named, System.nanoTime()));
    }

    private List<Acknowledged> takeAcknowledged() {
        List<Acknowledged> taken = new ArrayList<>();
        for (Acknowledged each = acknowledged.poll(); each != null; each = acknowledged.poll()) {
            taken.add(each);
        }
        return taken;
    }

    /** Twice as long as a transaction may take; not much longer, for of a flood of orders there are a hundred thousand a second. */
    private void forgetLongRemoved(Duration transaction) {
        long before = System.nanoTime() - 2 * transaction.toNanos();
        for (Removed oldest = removed.peek();
                oldest != null && oldest.atNanos() - before < 0;
                oldest = removed.peek()) {
            oldest.positions().forEach(positions::remove);
            removed.remove();
        }
    }
}
