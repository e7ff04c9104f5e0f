-- Orders with the facts that they were placed with. The id is a UUIDv7 that carries the slot, so rows of one time lie
-- together. fillfactor leaves room for the one update that most orders see, so that it needs no new index entries.
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
