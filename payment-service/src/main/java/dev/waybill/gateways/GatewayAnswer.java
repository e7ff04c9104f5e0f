package dev.waybill.gateways;

import java.util.Objects;

/**
 * What a provider answers: facts about money. That it did not answer, or answered something else, is no fact and so no
 * answer: the call fails then, its outcome is in doubt, and it is asked again under the same key.
 */
public sealed interface GatewayAnswer {

    /**
     * The money is held.
     *
     * @param reference the provider's name for what it holds
     */
    record Approved(String reference) implements GatewayAnswer {
        public Approved {
            Objects.requireNonNull(reference, "reference");
        }
    }

    /**
     * The money will not be held.
     *
     * @param reason in lower snake case, such as {@code insufficient_funds}
     */
    record Declined(String reason) implements GatewayAnswer {
        public Declined {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The money that was held has been taken. */
    record Captured() implements GatewayAnswer {}

    /** The money that was held is the customer's again. */
    record Voided() implements GatewayAnswer {}

    /** Of the money that had been taken, the amount in question is the customer's again. */
    record Refunded() implements GatewayAnswer {}
}
