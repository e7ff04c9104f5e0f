-- A payment has one transfer of each kind as before, but one for each of its refunds; the next migration makes a constraint of it.
-- Reads the ledger twice, beside readers and writers, and waits for transactions that are older than itself. Where it was cut
-- off, a start finds what is left of it and begins again.
DROP INDEX CONCURRENTLY IF EXISTS money_moves_once_per_kind_and_refund;
CREATE UNIQUE INDEX CONCURRENTLY money_moves_once_per_kind_and_refund ON transfers (payment_id, kind, refund_id)
  NULLS NOT DISTINCT;
