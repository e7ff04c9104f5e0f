DROP INDEX CONCURRENTLY IF EXISTS facts_by_time;
CREATE INDEX CONCURRENTLY facts_by_time ON facts (said_at);
