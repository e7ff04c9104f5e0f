package dev.waybill.shards.sql;

/** The row of a statement that returns none. */
public record NoRow() {}
