-- How many units of a line came back; the database itself refuses more than were bought. A constant default is stored in
-- the catalogue and rewrites nothing, but the constraint reads the table once, under a lock that holds up writers: on a
-- large one add it NOT VALID first and validate it later.
ALTER TABLE order_items
  ADD COLUMN returned integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT returned_never_exceeds_what_was_bought CHECK (returned BETWEEN 0 AND quantity);
