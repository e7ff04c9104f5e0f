-- Goods that came in. A receipt's id counts once, so that a delivery that is reported twice is stored once; deleting rows
-- would forget that.
CREATE TABLE receipts (
  tenant      text        NOT NULL,
  receipt_id  text        NOT NULL,
  sku         text        NOT NULL,
  quantity    bigint      NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, receipt_id),
  CONSTRAINT receipts_are_of_stock FOREIGN KEY (tenant, sku) REFERENCES stock,
  CONSTRAINT a_receipt_brings_units CHECK (quantity > 0)
);
