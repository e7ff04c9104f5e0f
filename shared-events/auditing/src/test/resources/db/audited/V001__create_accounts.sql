CREATE TABLE accounts (
  name     text   PRIMARY KEY,
  paid_in  bigint NOT NULL,
  paid_out bigint NOT NULL,
  balance  bigint NOT NULL
);
