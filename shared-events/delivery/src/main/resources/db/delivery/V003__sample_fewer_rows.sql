-- Postgres reads, sorts and compares 30,000 rows of every column each time a table has grown by a tenth, which under load took
-- a tenth of the machine. Rows are found by their keys here, so a rougher picture does, from 3,000 rows. Readers and writers
-- go on while it is asked for.
CREATE FUNCTION sample_fewer_rows(VARIADIC tables regclass[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT attrelid::regclass AS rows, attname AS column
    FROM pg_attribute
    WHERE attrelid = ANY(tables) AND attnum > 0 AND NOT attisdropped
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 10', of.rows, of.column);
  END LOOP;
END
$$;

-- What is known of the outbox is wrong a moment later, and it is read by its keys whatever is known of it.
ALTER TABLE outbox SET (autovacuum_analyze_threshold = 2000000000);
