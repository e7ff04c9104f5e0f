-- What is known of the outbox is wrong a moment later, and it is read by its keys whatever is known of it.
ALTER TABLE outbox SET (autovacuum_analyze_threshold = 2000000000);
