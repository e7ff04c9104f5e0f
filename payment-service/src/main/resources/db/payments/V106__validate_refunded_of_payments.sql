-- Reads all payments once; reads and writes go on meanwhile.
ALTER TABLE payments VALIDATE CONSTRAINT refunds_never_exceed_what_was_captured;
