package dev.waybill.console.signin;

import org.jspecify.annotations.Nullable;

/** Why somebody is asked to sign in, as a sentence. Pure. */
final class Reasons {

    static final String REFUSED =
            "That token is not valid here: it is malformed, has ended, or is signed by somebody else.";

    static final String TOO_LONG =
            "That token is too long: browsers keep about 4,000 characters. Take one with fewer claims.";

    private Reasons() {}

    static String of(@Nullable String why) {
        return switch (why == null ? "" : why) {
            case "ended" -> "Your session has ended with its token. Sign in with a new one.";
            case "missing" -> "Sign in first; then comes the page that you wanted.";
            case "out" -> "You have signed out.";
            default -> "";
        };
    }
}
