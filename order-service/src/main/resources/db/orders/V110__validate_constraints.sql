-- Reads sagas and order_items once; reads and writes go on meanwhile.
ALTER TABLE sagas
  VALIDATE CONSTRAINT refusal_cause_is_known,
  VALIDATE CONSTRAINT a_parked_saga_is_open;
ALTER TABLE order_items VALIDATE CONSTRAINT returned_never_exceeds_what_was_bought;
