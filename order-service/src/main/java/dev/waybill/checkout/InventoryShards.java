package dev.waybill.checkout;

import dev.waybill.contracts.StockLine;
import dev.waybill.shards.ShardMap;
import dev.waybill.shards.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which inventory shard has which SKU. */
public record InventoryShards(ShardMap map) {

    /** The units by shard, each SKU once, however many lines name it. */
    public Map<Integer, List<StockLine>> split(String tenant, List<StockLine> lines) {
        Map<String, Integer> quantities = new LinkedHashMap<>();
        lines.forEach(line -> quantities.merge(line.sku(), line.quantity(), Math::addExact));
        Map<Integer, List<StockLine>> byShard = new TreeMap<>();
        quantities.forEach((sku, quantity) -> byShard.computeIfAbsent(
                        map.shardOf(Slots.ofSku(tenant, sku)), shard -> new ArrayList<>())
                .add(new StockLine(sku, quantity)));
        return byShard;
    }
}
