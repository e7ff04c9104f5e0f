package dev.waybill.stock.reserving;

/** A command that contradicts what has happened, or itself: a bug of its sender. It becomes a dead letter. */
final class ContradictionException extends RuntimeException {
    ContradictionException(String message) {
        super(message);
    }
}
