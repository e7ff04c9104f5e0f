-- What ops has done by hand to sagas, by whom and why; never changed.
CREATE TABLE ops_actions (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  saga_id    uuid,
  order_id   uuid,
  definition text,
  verb       text        NOT NULL,
  actor      text        NOT NULL,
  reason     text        NOT NULL,
  detail     text,
  done_at    timestamptz NOT NULL,
  CONSTRAINT an_action_is_about_something CHECK (num_nonnulls(saga_id, definition) > 0),
  CONSTRAINT a_reason_is_given CHECK (reason <> '')
);

CREATE INDEX ops_actions_by_order ON ops_actions (order_id);
CREATE INDEX ops_actions_by_saga ON ops_actions (saga_id);

CREATE FUNCTION refuse_to_rewrite_what_ops_did() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ops_actions are append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER ops_actions_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops_actions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_what_ops_did();
