-- The lines of an order; never changed after it was placed.
CREATE TABLE order_items (
  order_id uuid    NOT NULL,
  line     integer NOT NULL,
  sku      text    NOT NULL,
  name     text    NOT NULL,
  quantity integer NOT NULL,
  price    bigint  NOT NULL,
  PRIMARY KEY (order_id, line),
  CONSTRAINT line_counts_from_one CHECK (line >= 1),
  CONSTRAINT quantity_is_positive CHECK (quantity > 0),
  CONSTRAINT price_is_never_negative CHECK (price >= 0)
);
