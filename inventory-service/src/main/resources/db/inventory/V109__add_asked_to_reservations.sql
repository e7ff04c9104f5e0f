-- How often its saga has been asked, without an answer, what shall become of a reservation whose time is over. A constant
-- default: the table is locked for a moment only.
ALTER TABLE reservations ADD COLUMN asked integer NOT NULL DEFAULT 0;
