package dev.waybill.shards;

/** Another transaction has changed what this one had read. Nothing was done; the same again will see it. */
public final class OvertakenException extends RuntimeException {
    public OvertakenException(String message) {
        super(message);
    }
}
