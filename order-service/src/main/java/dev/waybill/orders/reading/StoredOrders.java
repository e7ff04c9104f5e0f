package dev.waybill.orders.reading;

import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import dev.waybill.shards.Slots;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Orders read back, each with one statement on the one shard that its id or its customer names. */
@Singleton
public class StoredOrders {

    static final Statement<ById, OrderRow> FIND = Statement.of("find-order", ById.class, OrderRow.class, """
            SELECT o.id, o.tenant, o.customer_id, o.guest, o.customer::text AS customer,
                   o.shipping_address::text AS shipping_address, o.state, o.reason, o.detail, o.currency, o.total,
                   o.placed_at, o.updated_at, o.version,
                   (SELECT json_agg(json_build_object('line', i.line, 'sku', i.sku, 'name', i.name,
                            'quantity', i.quantity, 'price', i.price, 'amount', i.quantity * i.price,
                            'returned', i.returned) ORDER BY i.line)
                    FROM order_items i WHERE i.order_id = o.id)::text AS lines
            FROM orders o
            WHERE o.id = :id
            """);

    static final Statement<ByCustomer, OrderRow> OF_CUSTOMER =
            Statement.of("orders-of-customer", ByCustomer.class, OrderRow.class, """
            SELECT o.id, o.tenant, o.customer_id, o.guest, o.customer::text AS customer,
                   o.shipping_address::text AS shipping_address, o.state, o.reason, o.detail, o.currency, o.total,
                   o.placed_at, o.updated_at, o.version,
                   (SELECT json_agg(json_build_object('line', i.line, 'sku', i.sku, 'name', i.name,
                            'quantity', i.quantity, 'price', i.price, 'amount', i.quantity * i.price,
                            'returned', i.returned) ORDER BY i.line)
                    FROM order_items i WHERE i.order_id = o.id)::text AS lines
            FROM orders o
            WHERE o.tenant = :tenant AND o.customer_id = :customerId AND o.id < :before
            ORDER BY o.tenant, o.customer_id, o.id DESC
            LIMIT :atMost
            """);

    private final Shards shards;

    StoredOrders(Shards shards) {
        this.shards = shards;
    }

    record ById(UUID id) {}

    record ByCustomer(String tenant, String customerId, UUID before, int atMost) {}

    /** Absent if there is none; an outage is a failure, never an absence. */
    public CompletionStage<Optional<StoredOrder>> find(UUID id) {
        if (!RoutedId.isRouted(id)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return shards.ofSlot(RoutedId.slotOf(id))
                .query(FIND, new ById(id))
                .map(rows -> rows.stream().findFirst().map(OrderRow::toOrder))
                .toCompletionStage();
    }

    /**
     * A customer's orders, newest first.
     *
     * @param before only those placed before this one
     */
    CompletionStage<List<StoredOrder>> ofCustomer(String tenant, String customerId, UUID before, int atMost) {
        return shards.ofSlot(Slots.ofCustomer(tenant, customerId))
                .query(OF_CUSTOMER, new ByCustomer(tenant, customerId, before, atMost))
                .map(rows -> rows.stream().map(OrderRow::toOrder).toList())
                .toCompletionStage();
    }
}
