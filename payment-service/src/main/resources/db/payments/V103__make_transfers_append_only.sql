-- What is written in the ledger stays as it is: a mistake is put right by a transfer the other way. TRUNCATE is refused
-- too; to shrink the ledger is an operator's decision, and begins with disabling this trigger.
CREATE FUNCTION refuse_to_rewrite_the_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'transfers are append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER transfers_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_the_ledger();
