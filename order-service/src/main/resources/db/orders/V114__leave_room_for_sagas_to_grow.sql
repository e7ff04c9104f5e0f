-- A saga is written at each of its steps, and its row grows to three times the length that it began with. In pages that are
-- filled to a third, rows find room beside their earlier versions, and no index needs to be told. For new pages only;
-- neither readers nor writers wait.
ALTER TABLE sagas SET (fillfactor = 30);
