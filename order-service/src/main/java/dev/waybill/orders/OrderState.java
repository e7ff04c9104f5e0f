package dev.waybill.orders;

/** Where an order stands. All but the first are final, but for a later cancel or return of a confirmed one. */
public enum OrderState {
    /** Taken in, being carried through stock and payment. */
    PROCESSING,
    /** Its stock is set aside and its money is held: it will be delivered. */
    CONFIRMED,
    /** It will not be delivered, and all that was held for it has been returned. */
    REJECTED,
    /** Called off by the customer or the shop. */
    CANCELLED;

    public boolean decided() {
        return this != PROCESSING;
    }
}
