package dev.waybill.console.signin;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * The cookie that a session is: the ops token itself, where no script can read it, sent to the console's paths only and never
 * along with what another site asks for. It is verified like every bearer token, with each request.
 */
public final class SessionCookie {

    static final String NAME = "waybill-console";

    private static final String ATTRIBUTES = "; Path=/console; HttpOnly; SameSite=Strict";

    /** Of name and value together, as browsers have it; a longer cookie they drop without a word. */
    private static final int LONGEST = 4096;

    private SessionCookie() {}

    static boolean isTooLong(String token) {
        return NAME.length() + token.length() > LONGEST;
    }

    /** Does what a client that knows the header would have done. */
    public static void toBearerToken(HttpServerRequest request) {
        Cookie cookie = request.getCookie(NAME);
        if (cookie != null && !request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + cookie.getValue());
        }
    }

    /**
     * The header's value.
     *
     * @param life until the token itself ends
     * @param secure whether the session came by https, and so must stay there
     */
    static String of(String token, Duration life, boolean secure) {
        return "%s=%s; Max-Age=%d%s%s"
                .formatted(NAME, token, Math.max(0, life.toSeconds()), ATTRIBUTES, secure ? "; Secure" : "");
    }

    /** The header's value that ends a session. */
    public static String none() {
        return "%s=; Max-Age=0%s".formatted(NAME, ATTRIBUTES);
    }
}
