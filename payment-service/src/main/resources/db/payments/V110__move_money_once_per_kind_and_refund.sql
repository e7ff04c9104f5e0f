-- A payment has one transfer of each kind as before, but one for each of its refunds. Builds an index over the ledger and
-- keeps writes waiting as long as that takes, about a second for a million transfers: run it in a quiet hour.
ALTER TABLE transfers
  ADD CONSTRAINT money_moves_once_per_kind_and_refund UNIQUE NULLS NOT DISTINCT (payment_id, kind, refund_id),
  DROP CONSTRAINT money_moves_once_per_kind;
