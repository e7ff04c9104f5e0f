package dev.waybill.local.stack;

/** Something about this machine keeps the system from starting; the message is one line for a person. */
public final class CannotStart extends RuntimeException {
    CannotStart(String line) {
        super(line);
    }
}
