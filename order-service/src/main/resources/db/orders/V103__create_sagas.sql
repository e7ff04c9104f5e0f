-- Sagas, open and ended. Updates touch no indexed column until the saga ends, so they stay in their page.
CREATE TABLE sagas (
  id             uuid        PRIMARY KEY,
  order_id       uuid        NOT NULL,
  tenant         text        NOT NULL,
  definition     text        NOT NULL,
  number         integer     NOT NULL,
  phase          text        NOT NULL,
  steps          jsonb       NOT NULL,
  refusal_reason text,
  refusal_detail text,
  version        bigint      NOT NULL,
  order_version  bigint      NOT NULL,
  started_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  ended_at       timestamptz,
  CONSTRAINT phase_is_known CHECK (phase IN ('FORWARD', 'COMPENSATING', 'COMPLETED', 'COMPENSATED')),
  CONSTRAINT an_ended_saga_says_when CHECK ((phase IN ('COMPLETED', 'COMPENSATED')) = (ended_at IS NOT NULL))
) WITH (fillfactor = 60);

-- An order has one open saga. The open ones are few, so this is also the way to find them all.
CREATE UNIQUE INDEX an_order_has_one_open_saga ON sagas (order_id) WHERE ended_at IS NULL;
