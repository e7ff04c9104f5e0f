-- The ledger. A transfer names the account that gives and the one that takes, so all accounts together sum to zero by
-- construction. A new table, so no lock anyone could feel.
CREATE TABLE transfers (
  id             uuid PRIMARY KEY,
  payment_id     uuid        NOT NULL REFERENCES payments (id),
  tenant         text        NOT NULL,
  order_id       uuid        NOT NULL,
  kind           text        NOT NULL,
  debit_account  text        NOT NULL,
  credit_account text        NOT NULL,
  amount         bigint      NOT NULL,
  currency       text        NOT NULL,
  created_at     timestamptz NOT NULL,

  CONSTRAINT money_moves_once_per_kind UNIQUE (payment_id, kind),
  CONSTRAINT amount_is_positive CHECK (amount > 0),
  CONSTRAINT debit_and_credit_differ CHECK (debit_account <> credit_account),
  CONSTRAINT accounts_belong_to_the_kind CHECK ((kind, debit_account, credit_account) IN (
    ('AUTHORIZE', 'customer', 'authorized'), ('CAPTURE', 'authorized', 'merchant'), ('VOID', 'authorized', 'customer')))
);
