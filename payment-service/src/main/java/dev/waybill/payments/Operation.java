package dev.waybill.payments;

import java.util.Locale;

/** What the provider can be asked to do. A payment has at most one call open. */
public enum Operation {
    AUTHORIZE,
    CAPTURE,
    VOID;

    /** For metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
