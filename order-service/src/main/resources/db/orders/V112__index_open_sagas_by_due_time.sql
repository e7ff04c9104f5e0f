-- The rescuer's way to what is overdue. due_at is never later than the first time limit, and mostly stays as it was set at the
-- beginning, so that a reply, which comes long before, updates the saga without touching this index.
--
-- Reads sagas twice, beside readers and writers, and waits for transactions that are older than itself. Where it was cut off,
-- a start finds what is left of it and begins again.
DROP INDEX CONCURRENTLY IF EXISTS open_sagas_by_due_time;
CREATE INDEX CONCURRENTLY open_sagas_by_due_time ON sagas (due_at) WHERE ended_at IS NULL;
