package dev.waybill.console;

import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who looks at the console, by the token that the session was begun with. */
@RequestScoped
public class Session {

    private final JsonWebToken token;
    private final Caller caller;

    Session(JsonWebToken token, Caller caller) {
        this.token = token;
        this.caller = caller;
    }

    public Frame frame(Section section) {
        return frame(section, section.title());
    }

    public Frame frame(Section section, String title) {
        return new Frame(title, section, who(), FormKey.of(token()));
    }

    public String who() {
        return caller.subject();
    }

    public String tenant() {
        return caller.tenant();
    }

    /** The bearer token itself, for questions to the other services. */
    public String token() {
        return token.getRawToken();
    }

    /** When it ends by itself. */
    public Instant end() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }

    /**
     * Every form that changes something is checked by this first.
     *
     * @throws dev.waybill.http.ProblemException 403, if the form is not from a page of this session
     */
    public void requireOwn(@Nullable String formKey) {
        if (!FormKey.isOf(token(), formKey)) {
            throw Problem.of(
                            403,
                            "foreign-form",
                            "Not from this page",
                            "This was not sent by a page of your session. Nothing was done; open the page again and repeat it.")
                    .toException();
        }
    }
}
