-- In pages filled to 85 % more than half of the decisions found no room beside their orders, so each of the table's indexes
-- had to be told. For new pages only; neither readers nor writers wait.
ALTER TABLE orders SET (fillfactor = 60);
