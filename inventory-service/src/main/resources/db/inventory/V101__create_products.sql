-- What the shops sell. Small and read often; written by imports in batches of about a thousand rows.
CREATE TABLE products (
  tenant     text        NOT NULL,
  sku        text        NOT NULL,
  name       text        NOT NULL,
  price      bigint      NOT NULL,
  currency   text        NOT NULL,
  active     boolean     NOT NULL,
  version    bigint      NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, sku),
  CONSTRAINT a_price_is_never_negative CHECK (price >= 0),
  CONSTRAINT a_currency_is_a_code_of_three_letters CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT versions_count_from_one CHECK (version >= 1)
) WITH (fillfactor = 80);
