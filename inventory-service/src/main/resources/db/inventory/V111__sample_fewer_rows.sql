SELECT sample_fewer_rows('reservations', 'stock');
