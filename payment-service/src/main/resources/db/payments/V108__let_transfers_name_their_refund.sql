-- A refund's transfer names the refund, and is of its payment and amount. Nothing is checked against what is there, so the
-- locks on transfers and refunds are held for a moment only; the next migration checks.
ALTER TABLE transfers
  ADD COLUMN refund_id uuid,
  ADD CONSTRAINT a_refund_moves_what_it_says FOREIGN KEY (refund_id, payment_id, amount, currency)
    REFERENCES refunds (id, payment_id, amount, currency) NOT VALID,
  ADD CONSTRAINT refunds_and_only_they_name_a_refund CHECK ((kind = 'REFUND') = (refund_id IS NOT NULL)) NOT VALID,
  DROP CONSTRAINT accounts_belong_to_the_kind,
  ADD CONSTRAINT accounts_belong_to_the_kind CHECK ((kind, debit_account, credit_account) IN (
    ('AUTHORIZE', 'customer', 'authorized'), ('CAPTURE', 'authorized', 'merchant'), ('VOID', 'authorized', 'customer'),
    ('REFUND', 'merchant', 'customer'))) NOT VALID;
