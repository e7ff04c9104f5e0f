SELECT sample_fewer_rows('orders', 'order_items', 'sagas', 'idempotency_keys');
