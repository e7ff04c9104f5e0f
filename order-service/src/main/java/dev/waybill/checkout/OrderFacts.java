package dev.waybill.checkout;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.StockLine;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the place-order saga's commands are made from. The lines are at hand when the saga begins; later only the shards
 * that were asked matter, and {@code linesByShard} has empty lists.
 *
 * @param linesByShard per inventory shard, each SKU once
 */
public record OrderFacts(
        UUID orderId,
        String tenant,
        String customerId,
        Money total,
        String paymentToken,
        Map<Integer, List<StockLine>> linesByShard) {

    List<Integer> inventoryShards() {
        return linesByShard.keySet().stream().sorted().toList();
    }
}
