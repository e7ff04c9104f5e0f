-- The id of a reservation is derived from the same four columns, so the primary key refuses a second answer already. Locks
-- the table for a moment only.
ALTER TABLE reservations DROP CONSTRAINT a_request_is_answered_once;
