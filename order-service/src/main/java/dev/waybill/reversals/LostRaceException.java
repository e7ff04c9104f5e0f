package dev.waybill.reversals;

/** Another transaction was quicker: nothing was done, and the same again will see it. */
final class LostRaceException extends RuntimeException {
    LostRaceException(String message) {
        super(message);
    }
}
