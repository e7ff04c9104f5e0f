package dev.waybill.ops.timeline;

import dev.waybill.ops.actions.Actions;
import dev.waybill.ops.sagas.StoredSagas;
import dev.waybill.ops.timeline.History.Header;
import dev.waybill.ops.timeline.History.Reversal;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what an order's story is told from: rows that are there anyway, nothing is written for it as the order goes. */
@Singleton
public class Histories {

    static final Statement<ById, Header> HEADER = Statement.of("order-header", ById.class, Header.class, """
            SELECT o.id, o.tenant, o.customer_id, o.state, o.reason, o.detail, o.currency, o.total,
                   (SELECT count(*) FROM order_items i WHERE i.order_id = o.id) AS lines, o.placed_at
            FROM orders o
            WHERE o.id = :id
            """);

    static final Statement<ById, Reversal> REVERSALS =
            Statement.of("reversals-of-order", ById.class, Reversal.class, """
            SELECT r.id, r.kind, r.state, r.lines::text AS lines, r.refund, r.reason, r.note, r.requested_by,
                   r.requested_at, r.begun_at
            FROM reversals r
            WHERE r.order_id = :id
            ORDER BY r.requested_at, r.id
            """);

    private final Shards shards;

    Histories(Shards shards) {
        this.shards = shards;
    }

    record ById(UUID id) {}

    /** Absent if there is no such order; an outage is a failure. */
    public Optional<History> find(UUID orderId) {
        Shard shard = shards.ofSlot(RoutedId.slotOf(orderId));
        List<Header> header = shard.run(HEADER, new ById(orderId));
        return header.stream()
                .findFirst()
                .map(order -> new History(
                        order,
                        shard.run(StoredSagas.OF_ORDER, new StoredSagas.OfOrder(orderId)),
                        shard.run(REVERSALS, new ById(orderId)),
                        shard.run(Actions.DURING, new Actions.During(orderId))));
    }
}
