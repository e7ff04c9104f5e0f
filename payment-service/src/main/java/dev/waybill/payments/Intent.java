package dev.waybill.payments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the provider is asked about: a payment, or a refund of one. As long as the provider is asked, a call is open. */
public sealed interface Intent permits Payment, Refund {

    UUID id();

    /** The payment that it is, or of which it is a refund: whoever changes a refund has locked that one. */
    UUID paymentId();

    /** Counts writes, from 1; 0 is not written yet. */
    long version();

    /** The call that is open, or null. */
    @Nullable
    Operation operation();

    /** The key under which the provider knows a call, however often it is made. */
    default String key(Operation operation) {
        return id() + ":" + operation;
    }
}
