package dev.waybill.stock.receiving;

/** What came of a receipt. */
enum Receiving {
    /** The units are on the shelf. */
    RECEIVED,
    /** It had been counted before. */
    REPEATED,
    /** Its id stands for other goods already. */
    OTHER_CONTENT,
    UNKNOWN_SKU
}
