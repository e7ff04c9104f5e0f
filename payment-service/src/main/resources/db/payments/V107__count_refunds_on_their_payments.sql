-- What is refunded follows from the refunds and from nothing else: a new one is counted on its payment in the statement that
-- writes it, whose constraint refuses what would be too much, and neither side can be changed by hand afterwards. The
-- triggers on payments block their writes for the moment in which they are made.
CREATE FUNCTION count_refunds_on_their_payments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted bigint;
BEGIN
  -- Most writes of payments bring no refund along.
  IF NOT EXISTS (SELECT FROM begun) THEN
    RETURN NULL;
  END IF;
  UPDATE payments SET refunded = payments.refunded + each.amount
  FROM (SELECT payment_id, currency, sum(amount) AS amount FROM begun GROUP BY payment_id, currency) AS each
  WHERE payments.id = each.payment_id AND payments.currency = each.currency;
  GET DIAGNOSTICS counted = ROW_COUNT;
  IF counted <> (SELECT count(*) FROM (SELECT DISTINCT payment_id, currency FROM begun) AS each) THEN
    RAISE EXCEPTION 'new refund violates "a_refund_is_in_the_currency_of_its_payment"'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_refund_is_in_the_currency_of_its_payment';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER refunds_count_on_their_payments AFTER INSERT ON refunds REFERENCING NEW TABLE AS begun
  FOR EACH STATEMENT EXECUTE FUNCTION count_refunds_on_their_payments();

CREATE FUNCTION refuse_to_rewrite_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is refunded stays as it is: % of % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER refunds_stay_what_they_are BEFORE UPDATE OF id, payment_id, amount, currency OR DELETE OR TRUNCATE ON refunds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_refunds();

-- Depth 0 is a statement that somebody sent; the one above is sent by a trigger.
CREATE TRIGGER refunded_follows_from_refunds BEFORE UPDATE OF refunded ON payments
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_to_rewrite_refunds();
