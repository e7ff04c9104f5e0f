package dev.waybill.simulation.running;

import dev.waybill.delivery.outbox.OutboxMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of a shard's messages that the broker may not have yet. */
public final class Outbox {

    private final TreeMap<Long, OutboxRow> rows = new TreeMap<>();
    private final Map<String, List<OutboxRow>> orderedByKey = new HashMap<>();
    private long position;

    /**
     * Part of a commit.
     *
     * @param now of the database
     */
    public OutboxRow insert(OutboxMessage message, long now) {
        List<OutboxRow> older = message.ordered() ? waiting(message.key()) : List.of();
        OutboxRow row = new OutboxRow(++position, message, this, now, List.copyOf(older));
        rows.put(row.position(), row);
        if (message.ordered()) {
            orderedByKey
                    .computeIfAbsent(message.key(), key -> new ArrayList<>(2))
                    .add(row);
        }
        return row;
    }

    void remove(OutboxRow row) {
        if (rows.remove(row.position()) != null && row.message().ordered()) {
            waiting(row.message().key()).remove(row);
        }
    }

    /** Up to the last one that is so old, oldest first. */
    List<OutboxRow> overdue(long before) {
        long last = 0;
        for (OutboxRow row : rows.values()) {
            if (row.createdAt() < before) {
                last = row.position();
            }
        }
        return new ArrayList<>(rows.headMap(last, true).values());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private List<OutboxRow> waiting(String key) {
        return orderedByKey.getOrDefault(key, new ArrayList<>(0));
    }
}
