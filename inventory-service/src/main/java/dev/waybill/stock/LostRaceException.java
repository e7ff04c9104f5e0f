package dev.waybill.stock;

/** Another transaction wrote what this one had not seen: nothing was done, and the same again will see it. */
public final class LostRaceException extends RuntimeException {
    public LostRaceException(String message) {
        super(message);
    }
}
