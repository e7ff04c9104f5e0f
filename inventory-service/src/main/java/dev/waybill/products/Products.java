package dev.waybill.products;

import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.sql.Statement;
import dev.waybill.stock.SkuKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The products' table. */
public final class Products {

    public static final Statement<SkuKey, Row> READ = Statement.of("products-read", SkuKey.class, Row.class, """
            SELECT tenant, sku, name, price, currency, active, version
            FROM products
            WHERE tenant = :tenant AND sku = :sku
            """);

    public static final Statement<Keys, Row> LOCK = Statement.of("products-lock", Keys.class, Row.class, """
            SELECT p.tenant, p.sku, p.name, p.price, p.currency, p.active, p.version
            FROM products p JOIN (SELECT DISTINCT keys.tenant, keys.sku FROM :keys) k
              ON k.tenant = p.tenant AND k.sku = p.sku
            ORDER BY p.tenant, p.sku
            FOR UPDATE OF p
            """);

    public static final Statement<Changes, Emitted> SAVE =
            Statement.of("products-save", Changes.class, Emitted.class, """
            WITH inserted AS (
              -- No ON CONFLICT: who finds that another has made the product just now must look at it again.
              INSERT INTO products (tenant, sku, name, price, currency, active, version, created_at, updated_at)
              SELECT c.tenant, c.sku, c.name, c.price, c.currency, c.active, c.version_after, :now, :now
              FROM (SELECT * FROM :changes) c
              WHERE c.version_before = 0
              ORDER BY c.tenant, c.sku
              RETURNING tenant, sku
            ), stocked AS (
              INSERT INTO stock (tenant, sku) SELECT tenant, sku FROM inserted
            ), updated AS (
              UPDATE products p
              SET name = changes.name, price = changes.price, currency = changes.currency,
                  active = changes.active, version = changes.version_after, updated_at = :now
              FROM :changes
              WHERE p.tenant = changes.tenant AND p.sku = changes.sku AND p.version = changes.version_before
              RETURNING p.tenant, p.sku
            ), said AS (
              INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent,
                                  said_at, data)
              SELECT messages.message_id, messages.topic, messages.partition, messages.key, messages.ordered,
                     messages.type, messages.subject, messages.sequence, messages.traceparent, messages.said_at,
                     messages.data
              FROM :messages
              WHERE (messages.cause IN (
                SELECT c.cause FROM (SELECT * FROM :changes) c
                WHERE ((c.tenant, c.sku) IN (
                  SELECT tenant, sku FROM inserted UNION ALL SELECT tenant, sku FROM updated)) IS TRUE)) IS TRUE
              ORDER BY messages.nr
              RETURNING position, message_id, key
            )
            SELECT said.position, said.message_id,
                   ARRAY(SELECT o.position FROM outbox o WHERE o.ordered AND o.key = said.key) AS older
            FROM said
            """);

    private Products() {}

    public record Keys(List<SkuKey> keys) {}

    public record Row(
            String tenant, String sku, String name, long price, String currency, boolean active, long version) {
        public ListedProduct toProduct() {
            return new ListedProduct(new Product(tenant, sku, name, price, currency, active), version);
        }
    }

    /**
     * @param changes each product once
     * @param messages one for each change, by its cause
     */
    public record Changes(List<Change> changes, List<OutboxMessage> messages, Instant now) {}

    /**
     * @param versionBefore 0 for a product that is new
     */
    public record Change(
            UUID cause,
            String tenant,
            String sku,
            String name,
            long price,
            String currency,
            boolean active,
            long versionBefore,
            long versionAfter) {}
}
