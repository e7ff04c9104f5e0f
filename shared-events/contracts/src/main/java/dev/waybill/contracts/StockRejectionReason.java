package dev.waybill.contracts;

/** Why an inventory shard would not reserve. */
public enum StockRejectionReason {
    /** At least one line asks for more than is available. */
    OUT_OF_STOCK,
    /** At least one SKU is not known to the shop. */
    UNKNOWN_SKU,
    /** The request had been undone before it came. */
    ALREADY_RELEASED
}
