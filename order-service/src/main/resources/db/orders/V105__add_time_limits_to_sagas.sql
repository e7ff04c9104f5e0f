-- Sagas know when their next request is overdue, whether ops has stopped them, and why they wait for ops. Adding columns
-- without a stored default takes the lock for a moment only; the update touches the sagas that are open, which are few.
-- due_at is never later than the first time limit, and mostly stays as it was set at the beginning, so that a reply, which
-- comes long before, updates the saga without touching this index.
ALTER TABLE sagas
  ADD COLUMN due_at        timestamptz,
  ADD COLUMN paused        boolean NOT NULL DEFAULT false,
  ADD COLUMN parked_reason text,
  ADD COLUMN refusal_cause text,
  ADD CONSTRAINT refusal_cause_is_known CHECK (refusal_cause IN ('REFUSED', 'CALLED_OFF')),
  ADD CONSTRAINT a_parked_saga_is_open CHECK (parked_reason IS NULL OR ended_at IS NULL);

UPDATE sagas SET due_at = now() WHERE ended_at IS NULL;

CREATE INDEX open_sagas_by_due_time ON sagas (due_at) WHERE ended_at IS NULL;
