package dev.waybill.checkout;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderLine;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of an order's sagas are made from.
 *
 * @param linesByShard per inventory shard, each SKU once: what is reserved, or comes back. The lines are at hand when a saga
 *     begins and when it is rescued; for a reply only the shards that were asked matter, and the lists are empty.
 * @param reversal what is taken back; null while the order is being placed
 */
public record OrderFacts(
        UUID orderId,
        String tenant,
        String customerId,
        Money total,
        String paymentToken,
        Map<Integer, List<StockLine>> linesByShard,
        @Nullable Reversal reversal) {

    /**
     * A cancel of a confirmed order, or a return of some of it.
     *
     * @param refund zero if what comes back was free
     * @param lines what comes back, at the price that was paid
     * @param reason in lower snake case
     * @param authorization the request that held the money
     * @param reservations the request that reserved the units, per inventory shard
     */
    public record Reversal(
            UUID id,
            Money refund,
            List<OrderLine> lines,
            String reason,
            Request authorization,
            Map<Integer, Request> reservations) {

        /**
         * @param attempt by which the money was held
         * @param restocked what comes back, by inventory shard
         */
        public static Reversal of(
                UUID order,
                UUID id,
                Money refund,
                List<OrderLine> lines,
                String reason,
                int attempt,
                Map<Integer, Restock> restocked) {
            Map<Integer, Request> reservations = new TreeMap<>();
            restocked.forEach((shard, back) ->
                    reservations.put(shard, new Request(order, PlaceOrder.RESERVE_STOCK, back.attempt(), shard)));
            Request authorization = new Request(order, PlaceOrder.AUTHORIZE_PAYMENT, attempt, 0);
            return new Reversal(id, refund, lines, reason, authorization, reservations);
        }
    }

    List<Integer> inventoryShards() {
        return linesByShard.keySet().stream().sorted().toList();
    }

    List<StockLine> lines(int shard) {
        List<StockLine> lines = linesByShard.getOrDefault(shard, List.of());
        if (lines.isEmpty()) {
            throw new IllegalStateException(
                    "the lines of order %s for inventory shard %d are not at hand; this is a bug"
                            .formatted(orderId, shard));
        }
        return lines;
    }

    Reversal requireReversal() {
        return Objects.requireNonNull(reversal, () -> "order " + orderId + " has nothing taken back; this is a bug");
    }
}
