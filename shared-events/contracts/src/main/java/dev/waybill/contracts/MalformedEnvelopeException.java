package dev.waybill.contracts;

/** A record whose headers are no CloudEvents envelope. The message says which header and why. */
public final class MalformedEnvelopeException extends RuntimeException {
    public MalformedEnvelopeException(String message) {
        super(message);
    }
}
