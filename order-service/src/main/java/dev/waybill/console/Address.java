package dev.waybill.console;

import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the console's pages are. */
public final class Address {

    private Address() {}

    /** Text as a part of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What a form is answered with: the page to look at now. */
    public static Response see(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** Of a part of an address that should be one of a few words. */
    public static ProblemException unknown(String word) {
        return Problem.notFound("Nothing here is called \"%s\".".formatted(word))
                .toException();
    }
}
