CREATE TABLE facts (id bigint PRIMARY KEY, said_at timestamptz NOT NULL);
