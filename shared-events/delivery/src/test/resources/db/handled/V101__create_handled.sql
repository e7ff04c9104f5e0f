CREATE TABLE handled (
  nr        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id        uuid    NOT NULL UNIQUE,
  order_id  uuid    NOT NULL,
  partition integer NOT NULL,
  place     bigint  NOT NULL
);
