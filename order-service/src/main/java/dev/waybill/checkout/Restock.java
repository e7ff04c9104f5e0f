package dev.waybill.checkout;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.waybill.contracts.StockLine;
import dev.waybill.orders.OrderJson;
import java.util.List;
import java.util.Map;

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
}
