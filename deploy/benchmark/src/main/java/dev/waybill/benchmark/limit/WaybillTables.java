package dev.waybill.benchmark.limit;

/**
 * The services' tables once more, with their indexes, fill factors and the constraints that each row passes. Written down a
 * second time, since the services' migrations are the services' own; columns that no confirmed order fills are left out.
 */
public final class WaybillTables {
    private static final String OUTBOX = """
            CREATE TABLE outbox (
              position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              message_id  uuid        NOT NULL,
              topic       text        NOT NULL,
              partition   integer     NOT NULL,
              key         text        NOT NULL,
              ordered     boolean     NOT NULL,
              type        text        NOT NULL,
              subject     text        NOT NULL,
              sequence    bigint,
              traceparent text,
              said_at     timestamptz NOT NULL,
              data        bytea       NOT NULL,
              created_at  timestamptz NOT NULL DEFAULT now()
            ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
            CREATE INDEX outbox_by_ordered_key ON outbox (key) WHERE ordered;
            """;

    public static final String ORDERS = OUTBOX + """
            CREATE TABLE orders (
              id               uuid        PRIMARY KEY,
              tenant           text        NOT NULL,
              customer_id      text        NOT NULL,
              guest            boolean     NOT NULL,
              customer         jsonb       NOT NULL,
              shipping_address jsonb       NOT NULL,
              state            text        NOT NULL,
              reason           text,
              detail           text,
              currency         text        NOT NULL,
              total            bigint      NOT NULL,
              payment_token    text        NOT NULL,
              version          bigint      NOT NULL,
              placed_at        timestamptz NOT NULL,
              updated_at       timestamptz NOT NULL,
              CONSTRAINT state_is_known CHECK (state IN ('PROCESSING', 'CONFIRMED', 'REJECTED', 'CANCELLED')),
              CONSTRAINT a_rejection_has_a_reason CHECK (state <> 'REJECTED' OR reason IS NOT NULL),
              CONSTRAINT total_is_positive CHECK (total > 0),
              CONSTRAINT currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$'),
              CONSTRAINT version_counts_from_one CHECK (version >= 1)
            ) WITH (fillfactor = 85);
            CREATE INDEX orders_by_customer ON orders (tenant, customer_id, id);
            CREATE TABLE order_items (
              order_id uuid    NOT NULL,
              line     integer NOT NULL,
              sku      text    NOT NULL,
              name     text    NOT NULL,
              quantity integer NOT NULL,
              price    bigint  NOT NULL,
              returned integer NOT NULL DEFAULT 0,
              PRIMARY KEY (order_id, line),
              CONSTRAINT line_counts_from_one CHECK (line >= 1),
              CONSTRAINT quantity_is_positive CHECK (quantity > 0),
              CONSTRAINT price_is_never_negative CHECK (price >= 0),
              CONSTRAINT returned_never_exceeds_what_was_bought CHECK (returned BETWEEN 0 AND quantity)
            );
            CREATE TABLE sagas (
              id            uuid        PRIMARY KEY,
              order_id      uuid        NOT NULL,
              tenant        text        NOT NULL,
              definition    text        NOT NULL,
              number        integer     NOT NULL,
              phase         text        NOT NULL,
              steps         jsonb       NOT NULL,
              version       bigint      NOT NULL,
              order_version bigint      NOT NULL,
              started_at    timestamptz NOT NULL,
              updated_at    timestamptz NOT NULL,
              ended_at      timestamptz,
              due_at        timestamptz,
              CONSTRAINT phase_is_known CHECK (phase IN ('FORWARD', 'COMPENSATING', 'COMPLETED', 'COMPENSATED')),
              CONSTRAINT an_ended_saga_says_when
                CHECK ((phase IN ('COMPLETED', 'COMPENSATED')) = (ended_at IS NOT NULL))
            ) WITH (fillfactor = 60);
            CREATE UNIQUE INDEX an_order_has_one_open_saga ON sagas (order_id) WHERE ended_at IS NULL;
            CREATE INDEX open_sagas_by_due_time ON sagas (due_at) WHERE ended_at IS NULL;
            CREATE TABLE idempotency_keys (
              tenant      text        NOT NULL,
              customer_id text        NOT NULL,
              key         text        NOT NULL,
              fingerprint bytea       NOT NULL,
              order_id    uuid        NOT NULL,
              created_at  timestamptz NOT NULL,
              PRIMARY KEY (tenant, customer_id, key)
            );
            """;

    public static final String INVENTORY = OUTBOX + """
            CREATE TABLE stock (
              tenant    text   NOT NULL,
              sku       text   NOT NULL,
              available bigint NOT NULL DEFAULT 0,
              reserved  bigint NOT NULL DEFAULT 0,
              received  bigint NOT NULL DEFAULT 0,
              sold      bigint NOT NULL DEFAULT 0,
              returned  bigint NOT NULL DEFAULT 0,
              PRIMARY KEY (tenant, sku),
              CONSTRAINT available_is_never_negative CHECK (available >= 0),
              CONSTRAINT reserved_is_never_negative CHECK (reserved >= 0),
              CONSTRAINT stock_adds_up CHECK (available + reserved = received - sold + returned)
            ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
            CREATE TABLE reservations (
              id          uuid        PRIMARY KEY,
              saga_id     uuid        NOT NULL,
              step        text        NOT NULL,
              attempt     integer     NOT NULL,
              participant integer     NOT NULL,
              tenant      text        NOT NULL,
              order_id    uuid        NOT NULL,
              state       text        NOT NULL,
              skus        text[]      NOT NULL,
              quantities  integer[]   NOT NULL,
              expires_at  timestamptz,
              created_at  timestamptz NOT NULL,
              updated_at  timestamptz NOT NULL,
              CONSTRAINT a_request_is_answered_once UNIQUE (saga_id, step, attempt, participant),
              CONSTRAINT reserved_units_match_their_skus CHECK (cardinality(skus) = cardinality(quantities)),
              CONSTRAINT only_what_is_reserved_expires CHECK ((state = 'RESERVED') = (expires_at IS NOT NULL))
            ) WITH (fillfactor = 80);
            CREATE INDEX reservations_by_expiry ON reservations (expires_at) WHERE state = 'RESERVED';
            """;

    public static final String PAYMENTS = OUTBOX + """
            CREATE TABLE payments (
              id                uuid        PRIMARY KEY,
              saga_id           uuid        NOT NULL,
              step              text        NOT NULL,
              attempt           integer     NOT NULL,
              tenant            text        NOT NULL,
              order_id          uuid        NOT NULL,
              customer_id       text,
              amount            bigint,
              currency          text,
              payment_token     text,
              state             text        NOT NULL,
              operation         text,
              operation_since   timestamptz,
              gateway_reference text,
              version           bigint      NOT NULL,
              created_at        timestamptz NOT NULL,
              updated_at        timestamptz NOT NULL,
              CONSTRAINT an_attempt_is_paid_once UNIQUE (saga_id, step, attempt),
              CONSTRAINT amount_is_not_negative CHECK (amount >= 0),
              CONSTRAINT an_open_call_has_a_beginning CHECK ((operation IS NULL) = (operation_since IS NULL))
            );
            CREATE INDEX payments_by_order ON payments (order_id);
            CREATE INDEX payments_with_an_open_call ON payments (operation_since) WHERE operation IS NOT NULL;
            CREATE TABLE transfers (
              id             uuid        PRIMARY KEY,
              payment_id     uuid        NOT NULL REFERENCES payments,
              tenant         text        NOT NULL,
              order_id       uuid        NOT NULL,
              kind           text        NOT NULL,
              debit_account  text        NOT NULL,
              credit_account text        NOT NULL,
              amount         bigint      NOT NULL,
              currency       text        NOT NULL,
              created_at     timestamptz NOT NULL,
              refund_id      uuid,
              CONSTRAINT amount_is_positive CHECK (amount > 0),
              CONSTRAINT money_moves_once_per_kind_and_refund UNIQUE NULLS NOT DISTINCT (payment_id, kind, refund_id)
            );
            """;

    private WaybillTables() {}
}
