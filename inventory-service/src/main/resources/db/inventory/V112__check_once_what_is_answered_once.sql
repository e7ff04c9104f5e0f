-- The id of a reservation is derived from the request that asks for it, so the primary key refuses a second answer already.
ALTER TABLE reservations DROP CONSTRAINT a_request_is_answered_once;
