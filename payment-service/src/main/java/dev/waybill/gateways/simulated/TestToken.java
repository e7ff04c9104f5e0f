package dev.waybill.gateways.simulated;

import dev.waybill.gateways.GatewayAnswer;
import java.util.Set;
import java.util.UUID;

/**
 * What the simulated provider does with a token. The tokens are tabulated in the service's README.
 *
 * @param name as the customer gave it
 * @param call which call of the payment is out of the ordinary
 * @param manner how the first such call under a key ends; later ones, and all others, are answered at once
 * @param declineReason why the money is not held; empty if it is
 */
record TestToken(String name, Call call, Manner manner, String declineReason) {

    /** What the provider can be asked. */
    enum Call {
        AUTHORIZE,
        CAPTURE,
        VOID,
        REFUND
    }

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
    private static final String REFERENCE = "sim_";

    static TestToken of(String token) {
        return switch (token) {
            case "tok_approve" -> approved(token, Call.AUTHORIZE, Manner.ANSWERS);
            case "tok_slow" -> approved(token, Call.AUTHORIZE, Manner.ANSWERS_SLOWLY);
            case "tok_timeout" -> approved(token, Call.AUTHORIZE, Manner.NEVER_ANSWERS);
            case "tok_fail_once" -> approved(token, Call.AUTHORIZE, Manner.FAILS);
            case "tok_slow_capture" -> approved(token, Call.CAPTURE, Manner.ANSWERS_SLOWLY);
            case "tok_timeout_capture" -> approved(token, Call.CAPTURE, Manner.NEVER_ANSWERS);
            case "tok_timeout_void" -> approved(token, Call.VOID, Manner.NEVER_ANSWERS);
            case "tok_timeout_refund" -> approved(token, Call.REFUND, Manner.NEVER_ANSWERS);
            default -> declined(token, token.startsWith(DECLINE) ? token.substring(DECLINE.length()) : "");
        };
    }

    /**
     * The token of an approval. Its reference says which it was, because the payment remembers that, and the provider
     * forgets all when it is started anew.
     */
    static TestToken ofReference(String reference) {
        int end = reference.lastIndexOf('_');
        boolean ours = reference.startsWith(REFERENCE) && end > REFERENCE.length();
        return of(ours ? "tok_" + reference.substring(REFERENCE.length(), end) : "tok_approve");
    }

    /** What an authorization is answered, the same for a key at all times. */
    GatewayAnswer answer(UUID hold) {
        return declineReason.isEmpty()
                ? new GatewayAnswer.Approved(reference(hold))
                : new GatewayAnswer.Declined(declineReason);
    }

    /** How the first call of a kind under a key ends. */
    Manner manner(Call wanted) {
        return wanted == call ? manner : Manner.ANSWERS;
    }

    private String reference(UUID hold) {
        return call == Call.AUTHORIZE ? REFERENCE + hold : REFERENCE + name.substring("tok_".length()) + "_" + hold;
    }

    private static TestToken approved(String name, Call call, Manner manner) {
        return new TestToken(name, call, manner, "");
    }

    private static TestToken declined(String name, String reason) {
        return new TestToken(name, Call.AUTHORIZE, Manner.ANSWERS, REASONS.contains(reason) ? reason : "unknown_token");
    }
}
