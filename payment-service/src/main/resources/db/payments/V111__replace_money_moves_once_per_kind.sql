-- The index is there already, so the ledger is locked for a moment only.
ALTER TABLE transfers
  ADD CONSTRAINT money_moves_once_per_kind_and_refund UNIQUE USING INDEX money_moves_once_per_kind_and_refund,
  DROP CONSTRAINT money_moves_once_per_kind;
