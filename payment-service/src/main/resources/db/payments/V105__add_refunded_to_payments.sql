-- How much of a payment is given back or being given back. The column's default is kept in the catalogue and the constraint
-- is not checked against what is there, so this takes its lock for a moment only; the next migration checks.
ALTER TABLE payments
  ADD COLUMN refunded bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT refunds_never_exceed_what_was_captured
    CHECK (refunded = 0 OR state = 'CAPTURED' AND refunded > 0 AND refunded <= amount) NOT VALID;
