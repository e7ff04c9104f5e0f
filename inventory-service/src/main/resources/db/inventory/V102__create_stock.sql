-- How many units there are. The hottest rows of the shard: every reservation updates its SKUs' rows, always after locking
-- them in the order of (tenant, sku). The free space in each page lets those updates stay on it (HOT), so that they touch
-- no index.
CREATE TABLE stock (
  tenant    text   NOT NULL,
  sku       text   NOT NULL,
  available bigint NOT NULL DEFAULT 0,
  reserved  bigint NOT NULL DEFAULT 0,
  received  bigint NOT NULL DEFAULT 0,
  sold      bigint NOT NULL DEFAULT 0,
  returned  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, sku),
  CONSTRAINT stock_is_of_a_product FOREIGN KEY (tenant, sku) REFERENCES products,
  CONSTRAINT available_is_never_negative CHECK (available >= 0),
  CONSTRAINT reserved_is_never_negative CHECK (reserved >= 0),
  CONSTRAINT counts_only_grow_from_zero CHECK (received >= 0 AND sold >= 0 AND returned >= 0),
  CONSTRAINT stock_adds_up CHECK (available + reserved = received - sold + returned)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
