-- The sum of it per SKU. Not validated yet: locked for a moment only.
ALTER TABLE stock ADD CONSTRAINT no_more_is_returned_than_was_sold CHECK (returned <= sold) NOT VALID;
