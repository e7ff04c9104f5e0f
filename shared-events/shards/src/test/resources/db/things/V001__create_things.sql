CREATE TABLE things (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id       uuid        NOT NULL UNIQUE,
  name     text        NOT NULL,
  quantity bigint      NOT NULL,
  made_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT quantity_is_never_negative CHECK (quantity >= 0)
);
