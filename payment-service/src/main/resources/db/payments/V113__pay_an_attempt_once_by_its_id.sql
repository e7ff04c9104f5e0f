-- The id of a payment is derived from its order and the same three columns, so the primary key refuses a second one already.
-- Each of a payment's changes was an entry in this index too. Locks the table for a moment only.
ALTER TABLE payments DROP CONSTRAINT an_attempt_is_paid_once;
