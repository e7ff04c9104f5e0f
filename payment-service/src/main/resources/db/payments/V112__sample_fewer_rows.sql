SELECT sample_fewer_rows('payments', 'transfers');
