package dev.waybill.checkout;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.waybill.contracts.StockLine;
import dev.waybill.orders.OrderJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What comes back to one inventory shard.
 *
 * @param attempt of the reservation that had set it aside
 */
public record Restock(int attempt, List<StockLine> lines) {

    private static final TypeReference<Map<Integer, Restock>> BY_SHARD = new TypeReference<>() {};

    /** As it is stored, by shard. */
    public static String write(Map<Integer, Restock> byShard) {
        return OrderJson.write(byShard);
    }

    public static Map<Integer, Restock> read(String json) {
        return OrderJson.read(json, BY_SHARD);
    }

    public static Map<Integer, List<StockLine>> lines(Map<Integer, Restock> byShard) {
        Map<Integer, List<StockLine>> lines = new TreeMap<>();
        byShard.forEach((shard, back) -> lines.put(shard, back.lines()));
        return lines;
    }
}
