package dev.waybill.benchmark.shop;

import java.util.Optional;

/** A payment provider that answers at once. Approves one token, declines any other; slow and failing ones are left out. */
public final class Bank {
    private static final String APPROVED = "tok_approve";
    private static final String DECLINED = "tok_decline_";

    private Bank() {}

    /** Why the money is not to be had, or nothing if it is. */
    public static Optional<String> refusal(String token) {
        if (token.equals(APPROVED)) {
            return Optional.empty();
        }
        return Optional.of(token.startsWith(DECLINED) ? token.substring(DECLINED.length()) : "unknown_token");
    }
}
