package dev.waybill.shards.sql;

/** The parameters of a statement that takes none. */
public record NoParameters() {
    public static final NoParameters NONE = new NoParameters();
}
