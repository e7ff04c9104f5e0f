-- Orders of which a message could not be handled: what comes for them later waits behind it. Nearly always empty, and read
-- by consumers only while it is not.
CREATE TABLE parked_orders (
  topic       text        NOT NULL,
  order_id    uuid        NOT NULL,
  cause_group text        NOT NULL,
  parked_at   timestamptz NOT NULL,
  PRIMARY KEY (topic, order_id)
);

-- The messages themselves, as they were sent, and what has become of them. nr is the order in which they came.
CREATE TABLE dead_letters (
  id               uuid        PRIMARY KEY,
  nr               bigint      GENERATED ALWAYS AS IDENTITY,
  topic            text        NOT NULL,
  partition        integer     NOT NULL,
  place            bigint      NOT NULL,
  sent_at          timestamptz NOT NULL,
  key              bytea,
  headers          text        NOT NULL,
  payload          bytea,
  original_payload bytea,
  edited           boolean     NOT NULL DEFAULT false,
  type             text,
  order_id         uuid,
  tenant           text,
  saga             uuid,
  step             text,
  attempt          integer,
  role             text        NOT NULL,
  status           text        NOT NULL DEFAULT 'parked',
  cause_class      text        NOT NULL,
  cause_message    text        NOT NULL,
  cause_shape      text        NOT NULL,
  cause_group      text        NOT NULL,
  first_failed_at  timestamptz NOT NULL,
  last_failed_at   timestamptz NOT NULL,
  attempts         integer     NOT NULL DEFAULT 1,
  version          integer     NOT NULL DEFAULT 1,
  replay           uuid,
  replay_state     text,
  settled_at       timestamptz,
  CONSTRAINT a_record_has_one_letter UNIQUE (topic, partition, place, sent_at),
  CONSTRAINT a_letters_role_is_known CHECK (role IN ('culprit', 'behind')),
  CONSTRAINT a_letters_status_is_known CHECK (status IN ('parked', 'replayed', 'discarded')),
  CONSTRAINT a_letter_is_settled_once_and_for_all CHECK ((status = 'parked') = (settled_at IS NULL)),
  CONSTRAINT who_waits_behind_has_an_order CHECK (role = 'culprit' OR order_id IS NOT NULL),
  CONSTRAINT an_edited_letter_keeps_its_original CHECK (edited OR original_payload IS NULL),
  CONSTRAINT a_letters_part_in_a_replay_is_known CHECK (
    (replay IS NULL) = (replay_state IS NULL)
    AND replay_state IN ('waiting', 'applied', 'duplicate', 'fenced', 'failed', 'held'))
);

-- An order's letters in line; and who is next in a replay.
CREATE INDEX dead_letters_in_line ON dead_letters (topic, order_id, nr) WHERE status = 'parked';
CREATE INDEX dead_letters_waiting_for_replay ON dead_letters (replay, nr) WHERE replay_state = 'waiting';
CREATE INDEX dead_letters_by_last_failure ON dead_letters (status, last_failed_at, id);
CREATE INDEX dead_letters_by_order ON dead_letters (order_id);

-- What happened to each letter since, by whom and why.
CREATE TABLE dead_letter_history (
  nr     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  letter uuid        NOT NULL,
  at     timestamptz NOT NULL,
  actor  text        NOT NULL,
  what   text        NOT NULL,
  reason text,
  detail text
);

CREATE INDEX dead_letter_history_by_letter ON dead_letter_history (letter);

-- Replays of many letters: this shard's part of each. One process at a time carries it on, for as long as it holds the lease.
CREATE TABLE dead_letter_replays (
  id                    uuid        PRIMARY KEY,
  actor                 text        NOT NULL,
  reason                text        NOT NULL,
  begun_at              timestamptz NOT NULL,
  status                text        NOT NULL,
  why_stopped           text,
  letters               bigint      NOT NULL,
  applied               bigint      NOT NULL DEFAULT 0,
  duplicate             bigint      NOT NULL DEFAULT 0,
  fenced                bigint      NOT NULL DEFAULT 0,
  failed                bigint      NOT NULL DEFAULT 0,
  held                  bigint      NOT NULL DEFAULT 0,
  per_second            integer     NOT NULL,
  share_per_second      integer     NOT NULL,
  stop_at_error_percent integer     NOT NULL,
  forgiven_tries        bigint      NOT NULL DEFAULT 0,
  forgiven_failures     bigint      NOT NULL DEFAULT 0,
  holder                text        NOT NULL DEFAULT 'nobody',
  held_until            timestamptz NOT NULL DEFAULT '-infinity',
  CONSTRAINT a_replays_status_is_known CHECK (status IN ('RUNNING', 'FINISHED', 'STOPPED', 'CANCELLED')),
  CONSTRAINT a_replay_says_why CHECK (reason <> '')
);

CREATE INDEX dead_letter_replays_running ON dead_letter_replays (id) WHERE status = 'RUNNING';

-- What ops has done to dead letters by hand, by whom and why; never changed.
CREATE TABLE dead_letter_actions (
  nr      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  verb    text        NOT NULL,
  actor   text        NOT NULL,
  reason  text        NOT NULL,
  subject text        NOT NULL,
  letters bigint      NOT NULL,
  done_at timestamptz NOT NULL,
  CONSTRAINT a_reason_is_given_for_dead_letters CHECK (reason <> '')
);

CREATE FUNCTION refuse_to_rewrite_dead_letter_actions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'dead_letter_actions are append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER dead_letter_actions_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dead_letter_actions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_dead_letter_actions();
