-- Messages that their own transaction has caused and the broker has not acknowledged yet. Nearly empty at any time:
-- rows live for some milliseconds, so vacuum comes often and the table stays in memory.
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
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);

-- For the question whether an older message of the same key is still waiting, asked for ordered topics only.
CREATE INDEX outbox_by_ordered_key ON outbox (key) WHERE ordered;

-- One sweeper at a time works on a shard.
CREATE TABLE outbox_lease (
  only_row   boolean PRIMARY KEY DEFAULT true,
  holder     text        NOT NULL,
  held_until timestamptz NOT NULL,
  CONSTRAINT there_is_one_lease CHECK (only_row)
);
INSERT INTO outbox_lease (holder, held_until) VALUES ('nobody', '-infinity');
