package dev.waybill.payments;

import java.util.Locale;

/** What the provider can be asked to do. A payment has at most one call open, and each of its refunds one. */
public enum Operation {
    AUTHORIZE,
    CAPTURE,
    VOID,
    REFUND;

    /** For metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
