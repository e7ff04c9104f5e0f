CREATE TABLE applied (
  nr       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message  uuid   NOT NULL UNIQUE,
  order_id uuid   NOT NULL
);
