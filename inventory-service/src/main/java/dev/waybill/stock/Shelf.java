package dev.waybill.stock;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stock that a batch has locked, as the batch's decisions change it one after the other. In memory only; what has to
 * be written in the end is {@link #moves}.
 */
public final class Shelf {

    private final Map<SkuKey, Long> available = new HashMap<>();
    private final Map<SkuKey, Move> moves = new LinkedHashMap<>();

    /**
     * @param locked every SKU that the batch may touch and that exists
     */
    public Shelf(List<StockTable.Available> locked) {
        locked.forEach(row -> available.put(row.key(), row.available()));
    }

    /** Whether the SKU exists and is locked. */
    public boolean has(SkuKey key) {
        return available.containsKey(key);
    }

    /** Units that can be had now; 0 for an unknown SKU. */
    public long available(SkuKey key) {
        return available.getOrDefault(key, 0L);
    }

    /**
     * @throws IllegalStateException if the SKU is not locked, or would fall below zero
     */
    public void move(Move move) {
        SkuKey key = move.key();
        long left = available(key) + move.available();
        if (!has(key) || left < 0) {
            throw new IllegalStateException("%s on a shelf with %d; this is a bug".formatted(move, available(key)));
        }
        available.put(key, left);
        moves.merge(key, move, Move::plus);
    }

    /** One for each SKU that changed. */
    public List<Move> moves() {
        return moves.values().stream().filter(move -> !move.isNothing()).toList();
    }
}
