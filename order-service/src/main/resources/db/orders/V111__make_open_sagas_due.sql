-- Sagas that the first release left open wait for nothing that is known: they are looked after at once. Locks their rows, which
-- are few, and which the index of open sagas finds; a reply to one of them waits until all are written.
UPDATE sagas SET due_at = now() WHERE ended_at IS NULL AND due_at IS NULL;
