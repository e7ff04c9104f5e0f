-- Definitions whose sagas ops has stopped, '*' for all; read with every batch of sagas, nearly always empty.
CREATE TABLE saga_pauses (
  definition text        PRIMARY KEY,
  paused_by  text        NOT NULL,
  reason     text        NOT NULL,
  paused_at  timestamptz NOT NULL
);
