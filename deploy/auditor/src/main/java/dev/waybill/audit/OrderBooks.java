package dev.waybill.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders and what belongs to them, of all shards together. */
public record OrderBooks(
        List<Order> orders,
        List<Line> lines,
        List<Saga> sagas,
        List<UsedKey> keys,
        List<Reversal> reversals,
        List<Back> backs) {

    /**
     * @param atHome whether the shard that holds it owns the slot in its id
     * @param total in minor units
     */
    public record Order(
            UUID id,
            String tenant,
            String customer,
            String state,
            @Nullable String reason,
            String currency,
            long total,
            boolean atHome) {
        boolean is(String what) {
            return state.equals(what);
        }
    }

    /**
     * All lines of an order for one SKU together.
     *
     * @param amount quantity times price, in minor units
     * @param returned of the units
     */
    public record Line(UUID order, String sku, long units, long amount, long returned) {}

    /** @param definition its name, without the number */
    public record Saga(UUID id, UUID order, String definition, String phase, boolean ended) {}

    /**
     * A cancel or a return.
     *
     * @param kind CANCEL or RETURN
     * @param state WAITING, BEGUN, or TURNED_ROUND for a cancel that came before the order was confirmed
     * @param refund in minor units
     */
    public record Reversal(UUID id, UUID order, String kind, String state, long refund) {
        boolean is(String what) {
            return kind.equals(what);
        }

        boolean begun() {
            return state.equals("BEGUN");
        }
    }

    /**
     * All units of one SKU that a cancel or a return takes back.
     *
     * @param amount what was paid for them, by the order's own prices
     */
    public record Back(UUID reversal, String sku, long units, long amount) {}

    /** By order. */
    Map<UUID, List<Reversal>> reversalsByOrder() {
        return reversals.stream().collect(groupingBy(Reversal::order));
    }

    /** Orders that were confirmed, whatever became of them afterwards. */
    Set<UUID> confirmedOnce() {
        Set<UUID> calledOffLater = reversals.stream()
                .filter(reversal -> reversal.is("CANCEL") && reversal.begun())
                .map(Reversal::order)
                .collect(toSet());
        return orders.stream()
                .filter(order ->
                        order.is("CONFIRMED") || (order.is("CANCELLED") && calledOffLater.contains(order.id())))
                .map(Order::id)
                .collect(toSet());
    }

    /** What of each order's SKUs was sent back by its returns. */
    Map<UUID, Map<String, Long>> returnedUnits() {
        Map<UUID, UUID> orderOfReturn = reversals.stream()
                .filter(reversal -> reversal.is("RETURN"))
                .collect(toMap(Reversal::id, Reversal::order, (one, other) -> one));
        return backs.stream()
                .filter(back -> orderOfReturn.containsKey(back.reversal()))
                .collect(groupingBy(
                        back -> orderOfReturn.get(back.reversal()), groupingBy(Back::sku, summingLong(Back::units))));
    }

    /** An Idempotency-Key that has made an order. */
    public record UsedKey(String tenant, String customer, String key, UUID order) {}
}
