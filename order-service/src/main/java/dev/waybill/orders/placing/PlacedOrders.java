package dev.waybill.orders.placing;

import dev.waybill.checkout.Definitions;
import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.SagaJson;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import dev.waybill.orders.OrderView;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders being written, on one shard. */
final class PlacedOrders {

    static final Statement<Batch, Emitted> INSERT = Statement.of("insert-orders", Batch.class, Emitted.class, """
            WITH claimed AS (
              -- In the order of the keys, so that two batches that share keys wait for each other and never deadlock.
              INSERT INTO idempotency_keys (tenant, customer_id, key, fingerprint, order_id, created_at)
              SELECT tenant, customer_id, idempotency_key, fingerprint, id, placed_at
              FROM :orders
              WHERE idempotency_key IS NOT NULL
              -- Of two in this batch the first has the key.
              ORDER BY tenant, customer_id, idempotency_key, nr
              ON CONFLICT DO NOTHING
              RETURNING order_id
            ), accepted AS (
              INSERT INTO orders
                (id, tenant, customer_id, guest, customer, shipping_address, state, currency, total, payment_token,
                 version, placed_at, updated_at)
              SELECT id, tenant, customer_id, guest, customer::jsonb, shipping_address::jsonb, 'PROCESSING', currency,
                     total, payment_token, 1, placed_at, placed_at
              FROM :orders
              WHERE idempotency_key IS NULL OR id IN (SELECT order_id FROM claimed)
              -- The same batch may come twice, when the answer to its first COMMIT was lost.
              ON CONFLICT (id) DO NOTHING
              RETURNING id
            ), itemized AS (
              INSERT INTO order_items (order_id, line, sku, name, quantity, price)
              SELECT order_id, line, sku, name, quantity, price
              FROM :items
              WHERE (order_id IN (SELECT id FROM accepted)) IS TRUE
            ), begun AS (
              INSERT INTO sagas
                (id, order_id, tenant, definition, number, phase, steps, version, order_version, started_at, updated_at,
                 due_at)
              SELECT id, id, tenant, definition, number, phase, steps::jsonb, 1, 1, placed_at, placed_at, due_at
              FROM :orders
              WHERE (id IN (SELECT id FROM accepted)) IS TRUE
            ), said AS (
              INSERT INTO outbox
                (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data)
              SELECT message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data
              FROM :messages
              -- While ops has stopped all orders, facts are told and commands kept back; they are made anew later.
              WHERE (cause IN (SELECT id FROM accepted)) IS TRUE
                AND (ordered OR NOT EXISTS (SELECT FROM saga_pauses WHERE definition IN ('place-order', '*')))
              ORDER BY nr
              RETURNING position, message_id
            )
            -- A new order has no older messages.
            SELECT position, message_id, '{}'::bigint[] AS older FROM said
            """);

    static final Statement<Keys, Claim> CLAIMS = Statement.of("idempotency-claims", Keys.class, Claim.class, """
            SELECT c.tenant, c.customer_id, c.key, c.fingerprint, c.order_id, o.state, o.reason
            FROM (SELECT * FROM :keys) k
            JOIN idempotency_keys c ON c.tenant = k.tenant AND c.customer_id = k.customer_id AND c.key = k.key
            JOIN orders o ON o.id = c.order_id
            """);

    private PlacedOrders() {}

    record Batch(List<OrderRow> orders, List<ItemRow> items, List<OutboxMessage> messages) {
        static Batch of(List<NewOrder> orders) {
            return new Batch(
                    orders.stream().map(OrderRow::of).toList(),
                    orders.stream().flatMap(order -> ItemRow.of(order.order())).toList(),
                    orders.stream().flatMap(order -> order.messages().stream()).toList());
        }
    }

    record OrderRow(
            UUID id,
            String tenant,
            String customerId,
            boolean guest,
            String customer,
            String shippingAddress,
            String currency,
            long total,
            String paymentToken,
            Instant placedAt,
            @Nullable String idempotencyKey,
            byte[] fingerprint,
            String definition,
            int number,
            String phase,
            String steps,
            @Nullable Instant dueAt) {

        static OrderRow of(NewOrder placed) {
            OrderView order = placed.order();
            return new OrderRow(
                    order.id(),
                    placed.tenant(),
                    order.customerId(),
                    order.guest(),
                    OrderJson.write(order.customer()),
                    OrderJson.write(order.shippingAddress()),
                    order.currency(),
                    order.total(),
                    placed.paymentToken(),
                    order.placedAt(),
                    placed.idempotencyKey(),
                    placed.fingerprint(),
                    PlaceOrder.NAME,
                    Definitions.newest(PlaceOrder.NAME).number(),
                    placed.saga().phase().name(),
                    SagaJson.write(placed.saga().steps()),
                    placed.saga().dueAt());
        }
    }

    record ItemRow(UUID orderId, int line, String sku, String name, int quantity, long price) {
        static java.util.stream.Stream<ItemRow> of(OrderView order) {
            return order.lines().stream()
                    .map(line -> new ItemRow(
                            order.id(), line.line(), line.sku(), line.name(), line.quantity(), line.price()));
        }
    }

    record Keys(List<Key> keys) {}

    record Key(String tenant, String customerId, String key) {
        static Key of(NewOrder order) {
            return new Key(order.tenant(), order.order().customerId(), String.valueOf(order.idempotencyKey()));
        }
    }

    record Claim(
            String tenant,
            String customerId,
            String key,
            byte[] fingerprint,
            UUID orderId,
            OrderState state,
            @Nullable String reason) {

        /** What a request with this key and content comes to. */
        Placement answerTo(byte[] requested) {
            return Arrays.equals(fingerprint, requested)
                    ? new Placement.Replayed(orderId, state, reason)
                    : new Placement.KeyReused();
        }

        Key asKey() {
            return new Key(tenant, customerId, key);
        }
    }
}
