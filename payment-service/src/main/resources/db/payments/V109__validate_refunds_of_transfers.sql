-- Reads the ledger once; reads and writes go on meanwhile.
ALTER TABLE transfers
  VALIDATE CONSTRAINT a_refund_moves_what_it_says,
  VALIDATE CONSTRAINT refunds_and_only_they_name_a_refund,
  VALIDATE CONSTRAINT accounts_belong_to_the_kind;
