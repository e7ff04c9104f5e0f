-- Sold units that have come back, a row for each request to take them. The row is the request's fence: as long as it is
-- kept, a repeat of the request brings no unit twice. Never delete rows of requests that may still come.
CREATE TABLE stock_returns (
  id             uuid        PRIMARY KEY,
  saga_id        uuid        NOT NULL,
  step           text        NOT NULL,
  attempt        integer     NOT NULL,
  participant    integer     NOT NULL,
  tenant         text        NOT NULL,
  order_id       uuid        NOT NULL,
  reservation_id uuid        NOT NULL,
  skus           text[]      NOT NULL,
  quantities     integer[]   NOT NULL,
  created_at     timestamptz NOT NULL,
  CONSTRAINT a_return_is_taken_once UNIQUE (saga_id, step, attempt, participant),
  CONSTRAINT returns_are_of_a_reservation FOREIGN KEY (reservation_id) REFERENCES reservations,
  CONSTRAINT returned_units_match_their_skus CHECK (cardinality(skus) = cardinality(quantities)),
  CONSTRAINT returned_units_are_positive CHECK (0 < ALL (quantities)),
  CONSTRAINT a_return_brings_units CHECK (cardinality(skus) > 0)
);
