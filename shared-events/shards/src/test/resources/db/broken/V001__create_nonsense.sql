CREATE TABLE nonsense (id no_such_type);
