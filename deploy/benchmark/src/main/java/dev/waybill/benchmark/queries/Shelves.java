package dev.waybill.benchmark.queries;

import dev.waybill.benchmark.shop.ServiceTables;
import dev.waybill.local.stack.ServiceKind;

/** A shop of some size: 100,000 products of inventory-service, 50,000 orders of order-service with five lines each. */
final class Shelves {
    static final String DATABASE = "queries";
    static final int PRODUCTS = 100_000;
    static final int CUSTOMERS = 500;
    static final int ORDERS_EACH = 100;

    private static final String CATALOGUE = """
            CREATE TABLE products (
              tenant     text        NOT NULL,
              sku        text        NOT NULL,
              name       text        NOT NULL,
              price      bigint      NOT NULL,
              currency   text        NOT NULL,
              active     boolean     NOT NULL,
              version    bigint      NOT NULL,
              created_at timestamptz NOT NULL,
              updated_at timestamptz NOT NULL,
              PRIMARY KEY (tenant, sku)
            ) WITH (fillfactor = 80);
            INSERT INTO products
            SELECT 'shop', 'SKU-' || i,
                   (ARRAY['RED', 'BLUE', 'GREEN', 'PINK', 'IVORY', 'BLACK', 'RETRO', 'VINTAGE', 'SMALL', 'LARGE'])[1 + i %% 10]
                     || ' '
                     || (ARRAY['MUG', 'LANTERN', 'T-LIGHT HOLDER', 'CAKE STAND', 'LUNCH BOX', 'DOORMAT', 'CLOCK'])[1 + i %% 7]
                     || ' ' || i,
                   50 + i %% 5000, 'GBP', i %% 50 <> 0, 1, now(), now()
            FROM generate_series(1, %d) AS i;
            -- What a search by prefix and a list of what is not on sale would need; inventory-service has neither.
            CREATE INDEX products_by_name ON products (tenant, lower(name) text_pattern_ops);
            CREATE INDEX products_off_sale ON products (tenant, sku) WHERE NOT active;
            """.formatted(PRODUCTS);

    private static final String HISTORY = """
            INSERT INTO orders (id, tenant, customer_id, guest, customer, shipping_address, state, currency, total,
              payment_token, version, placed_at, updated_at)
            SELECT uuidv7(), 'shop', 'customer-' || i %% %d, false, '{"name":"Ann Example","email":"ann@example.org"}',
                   '{"street":"High Street 1","city":"London","postalCode":"N1","country":"GB"}', 'CONFIRMED', 'GBP', 2000,
                   'tok_approve', 2, now(), now()
            FROM generate_series(1, %d) AS i;
            INSERT INTO order_items (order_id, line, sku, name, quantity, price)
            SELECT id, line, 'SKU-' || line, 'ARTICLE ' || line, 1, 400 FROM orders, generate_series(1, 5) AS line;
            """.formatted(CUSTOMERS, CUSTOMERS * ORDERS_EACH);

    private Shelves() {}

    static void fill(ServiceTables tables) {
        tables.make(ServiceKind.ORDERS, DATABASE, CATALOGUE + HISTORY);
    }
}
