-- How many units of a line came back; the database itself refuses more than were bought. The constant default is stored in
-- the catalogue, and the constraint is not checked against what is there, so the table is locked for a moment only.
ALTER TABLE order_items
  ADD COLUMN returned integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT returned_never_exceeds_what_was_bought CHECK (returned BETWEEN 0 AND quantity) NOT VALID;
