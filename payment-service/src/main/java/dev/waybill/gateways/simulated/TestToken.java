package dev.waybill.gateways.simulated;

import dev.waybill.gateways.GatewayAnswer;
import java.util.Set;

/**
 * What the simulated provider does with a token. The tokens are tabulated in the service's README.
 *
 * @param manner how the first call under a key ends; later calls are answered at once
 * @param declineReason why the money is not held; empty if it is
 */
record TestToken(Manner manner, String declineReason) {

    /** How a call ends. */
    enum Manner {
        ANSWERS,
        /** Answers late, but in time. */
        ANSWERS_SLOWLY,
        /** Does what it was asked, and the answer is lost. */
        NEVER_ANSWERS,
        /** Does what it was asked, and the connection breaks. */
        FAILS
    }

    private static final String DECLINE = "tok_decline_";
    private static final Set<String> REASONS = Set.of("insufficient_funds", "expired_card", "fraud");

    static TestToken of(String token) {
        return switch (token) {
            case "tok_approve" -> approved(Manner.ANSWERS);
            case "tok_slow" -> approved(Manner.ANSWERS_SLOWLY);
            case "tok_timeout" -> approved(Manner.NEVER_ANSWERS);
            case "tok_fail_once" -> approved(Manner.FAILS);
            default -> declined(token.startsWith(DECLINE) ? token.substring(DECLINE.length()) : "");
        };
    }

    GatewayAnswer answer(String reference) {
        return declineReason.isEmpty()
                ? new GatewayAnswer.Approved(reference)
                : new GatewayAnswer.Declined(declineReason);
    }

    private static TestToken approved(Manner manner) {
        return new TestToken(manner, "");
    }

    private static TestToken declined(String reason) {
        return new TestToken(Manner.ANSWERS, REASONS.contains(reason) ? reason : "unknown_token");
    }
}
