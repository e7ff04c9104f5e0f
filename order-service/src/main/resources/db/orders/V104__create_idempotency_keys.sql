-- Which order a customer's Idempotency-Key has made. Not partitioned by time: a key must be unique over all of it.
CREATE TABLE idempotency_keys (
  tenant      text        NOT NULL,
  customer_id text        NOT NULL,
  key         text        NOT NULL,
  fingerprint bytea       NOT NULL,
  order_id    uuid        NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant, customer_id, key),
  CONSTRAINT key_has_a_bounded_length CHECK (length(key) BETWEEN 1 AND 255)
);
