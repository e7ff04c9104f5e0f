-- Sagas know when their next request is overdue, whether ops has stopped them, and why they wait for ops. The columns have
-- no stored default and the constraints are not checked against what is there, so the table is locked for a moment only.
ALTER TABLE sagas
  ADD COLUMN due_at        timestamptz,
  ADD COLUMN paused        boolean NOT NULL DEFAULT false,
  ADD COLUMN parked_reason text,
  ADD COLUMN refusal_cause text,
  ADD CONSTRAINT refusal_cause_is_known CHECK (refusal_cause IN ('REFUSED', 'CALLED_OFF')) NOT VALID,
  ADD CONSTRAINT a_parked_saga_is_open CHECK (parked_reason IS NULL OR ended_at IS NULL) NOT VALID;
