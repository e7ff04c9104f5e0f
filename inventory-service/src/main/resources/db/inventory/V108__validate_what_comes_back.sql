-- Reads both tables, beside readers and writers.
ALTER TABLE reservations VALIDATE CONSTRAINT no_more_comes_back_than_was_sold;
ALTER TABLE reservations VALIDATE CONSTRAINT only_what_was_sold_comes_back;
ALTER TABLE stock VALIDATE CONSTRAINT no_more_is_returned_than_was_sold;
