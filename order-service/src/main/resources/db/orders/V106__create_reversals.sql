-- Cancels and returns of confirmed orders, and cancels that turned an order's saga round. The id is the id of the saga that
-- carries it out. New, so no lock anyone could feel.
CREATE TABLE reversals (
  id                    uuid        PRIMARY KEY,
  order_id              uuid        NOT NULL,
  tenant                text        NOT NULL,
  kind                  text        NOT NULL,
  state                 text        NOT NULL,
  idempotency_key       text,
  fingerprint           bytea,
  lines                 jsonb       NOT NULL,
  restock               jsonb       NOT NULL,
  refund                bigint      NOT NULL,
  authorization_attempt integer     NOT NULL,
  reason                text        NOT NULL,
  note                  text,
  requested_by          text        NOT NULL,
  requested_at          timestamptz NOT NULL,
  begun_at              timestamptz,
  CONSTRAINT kind_is_known CHECK (kind IN ('CANCEL', 'RETURN')),
  CONSTRAINT state_is_known CHECK (state IN ('WAITING', 'BEGUN', 'TURNED_ROUND')),
  CONSTRAINT what_has_begun_says_when CHECK ((state = 'WAITING') = (begun_at IS NULL)),
  CONSTRAINT only_a_cancel_turns_a_saga_round CHECK (state <> 'TURNED_ROUND' OR kind = 'CANCEL'),
  CONSTRAINT a_return_has_a_key CHECK (kind <> 'RETURN' OR num_nulls(idempotency_key, fingerprint) = 0),
  CONSTRAINT refund_is_never_negative CHECK (refund >= 0)
);

CREATE INDEX reversals_by_order ON reversals (order_id);
CREATE UNIQUE INDEX a_key_makes_one_return ON reversals (order_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE UNIQUE INDEX an_order_is_cancelled_once ON reversals (order_id) WHERE kind = 'CANCEL';
CREATE INDEX waiting_reversals ON reversals (order_id) WHERE state = 'WAITING';
