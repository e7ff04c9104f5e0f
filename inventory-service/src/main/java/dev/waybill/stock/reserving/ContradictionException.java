package dev.waybill.stock.reserving;

/** A command that contradicts what has happened, or itself: a bug of its sender. It becomes a dead letter. */
public final class ContradictionException extends RuntimeException {
    public ContradictionException(String message) {
        super(message);
    }
}
