package dev.waybill.console.signin;

import org.jspecify.annotations.Nullable;

/** Why somebody is asked to sign in, as a sentence. Pure. */
final class Reasons {

    static final String REFUSED =
            "That token is not valid here: it is malformed, has ended, or is signed by somebody else.";

    private Reasons() {}

    static String of(@Nullable String why) {
        return switch (why == null ? "" : why) {
            case "ended" -> "Your session has ended with its token. Sign in with a new one.";
            case "missing" -> "Sign in first.";
            case "out" -> "You have signed out.";
            default -> "";
        };
    }
}
