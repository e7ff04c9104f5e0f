-- What became of each request to reserve. The row is the request's fence: as long as it is kept, a repeat of the request
-- gets the same answer, and an undo that came first is remembered. Never delete rows of requests that may still come.
CREATE TABLE reservations (
  id          uuid        PRIMARY KEY,
  saga_id     uuid        NOT NULL,
  step        text        NOT NULL,
  attempt     integer     NOT NULL,
  participant integer     NOT NULL,
  tenant      text        NOT NULL,
  order_id    uuid        NOT NULL,
  state       text        NOT NULL,
  skus        text[]      NOT NULL,
  quantities  integer[]   NOT NULL,
  reason      text,
  shortages   jsonb,
  expires_at  timestamptz,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  CONSTRAINT a_request_is_answered_once UNIQUE (saga_id, step, attempt, participant),
  CONSTRAINT a_reservations_state_is_known CHECK (state IN ('RESERVED', 'REJECTED', 'RELEASED', 'COMMITTED')),
  CONSTRAINT reserved_units_match_their_skus CHECK (cardinality(skus) = cardinality(quantities)),
  CONSTRAINT reserved_units_are_positive CHECK (0 < ALL (quantities)),
  CONSTRAINT what_is_held_has_units CHECK (state NOT IN ('RESERVED', 'COMMITTED') OR cardinality(skus) > 0),
  CONSTRAINT what_is_rejected_holds_nothing CHECK (state <> 'REJECTED' OR cardinality(skus) = 0),
  CONSTRAINT a_rejection_says_why CHECK ((state = 'REJECTED') = (reason IS NOT NULL)),
  CONSTRAINT only_what_is_reserved_expires CHECK ((state = 'RESERVED') = (expires_at IS NOT NULL))
) WITH (fillfactor = 80);
