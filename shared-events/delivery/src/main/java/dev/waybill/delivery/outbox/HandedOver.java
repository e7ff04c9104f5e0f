package dev.waybill.delivery.outbox;

import dev.waybill.shards.Shard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/** The rows of one shard's outbox that this process has given to its producer and not yet removed. */
final class HandedOver {

    private static final Logger LOG = Logger.getLogger(HandedOver.class);

    private final Set<Long> positions = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();

    void add(long position) {
        positions.add(position);
    }

    void forget(long position) {
        positions.remove(position);
    }

    void acknowledge(long position) {
        acknowledged.add(position);
    }

    boolean contains(long position) {
        return positions.contains(position);
    }

    boolean containsAll(Collection<Long> others) {
        return positions.containsAll(others);
    }

    /** One statement for all that has been acknowledged since. If the shard is away, they are removed later. */
    void removeAcknowledged(Shard shard) {
        List<Long> gone = new ArrayList<>();
        for (Long position = acknowledged.poll(); position != null; position = acknowledged.poll()) {
            gone.add(position);
        }
        if (gone.isEmpty()) {
            return;
        }
        try {
            shard.run(OutboxTable.REMOVE, new OutboxTable.Positions(gone));
            gone.forEach(positions::remove);
        } catch (RuntimeException e) {
            LOG.debugf(e, "%d published messages stay in the outbox of %s for now", gone.size(), shard.name());
            acknowledged.addAll(gone);
        }
    }
}
