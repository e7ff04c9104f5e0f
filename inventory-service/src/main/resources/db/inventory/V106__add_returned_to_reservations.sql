-- How many units of each SKU have come back, in the order of the SKUs; empty as long as none has. The column has a constant
-- default and the constraints are not validated yet, so the table is locked for a moment only and not read.
ALTER TABLE reservations ADD COLUMN returned integer[] NOT NULL DEFAULT '{}';

-- Whether each number is from zero to the one at the same place in the other array.
CREATE FUNCTION is_part_of(part integer[], whole integer[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN cardinality(part) = cardinality(whole) AND NOT EXISTS (
  SELECT FROM unnest(part, whole) AS pair(taken, most)
  WHERE taken IS NULL OR most IS NULL OR taken < 0 OR taken > most);

-- Nothing came back of most reservations, and then nothing is computed.
ALTER TABLE reservations
  ADD CONSTRAINT no_more_comes_back_than_was_sold CHECK (returned = '{}' OR is_part_of(returned, quantities)) NOT VALID,
  ADD CONSTRAINT only_what_was_sold_comes_back CHECK (returned = '{}' OR state = 'COMMITTED') NOT VALID;
