-- One row per request to give back some of a payment's money: what was asked, and whether the provider has done it. The row
-- is the fence as well: a request that comes again finds it. A new table; the reference to payments blocks their writes for
-- the moment in which it is made, and no longer, since there is nothing to check.
CREATE TABLE refunds (
  id                uuid PRIMARY KEY,
  saga_id           uuid        NOT NULL,
  step              text        NOT NULL,
  attempt           integer     NOT NULL,
  participant       integer     NOT NULL,
  payment_id        uuid        NOT NULL REFERENCES payments (id),
  tenant            text        NOT NULL,
  order_id          uuid        NOT NULL,
  amount            bigint      NOT NULL,
  currency          text        NOT NULL,
  state             text        NOT NULL,
  operation_since   timestamptz,
  operation_tries   integer     NOT NULL DEFAULT 0,
  gateway_reference text        NOT NULL,
  traceparent       text,
  version           bigint      NOT NULL,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,

  CONSTRAINT a_request_is_refunded_once UNIQUE (saga_id, step, attempt, participant),
  CONSTRAINT a_refund_is_what_its_transfer_says UNIQUE (id, payment_id, amount, currency),
  CONSTRAINT refund_state_is_known CHECK (state IN ('REFUNDING', 'REFUNDED')),
  CONSTRAINT a_refund_under_way_has_a_beginning CHECK ((state = 'REFUNDING') = (operation_since IS NOT NULL)),
  CONSTRAINT a_refund_is_above_zero CHECK (amount > 0)
);

CREATE INDEX refunds_by_payment ON refunds (payment_id);

-- The intents: refunds that were begun and whose outcome is not known yet. Nearly empty at any time.
CREATE INDEX refunds_under_way ON refunds (operation_since) WHERE state = 'REFUNDING';
