package dev.waybill.console;

import static io.restassured.RestAssured.given;

import dev.waybill.local.keys.Caller;
import dev.waybill.testing.Backends;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the console, without a screen: keeps the session's cookie, follows no redirects, sends the forms of pages. */
final class Browser {

    private static final Pattern FORM_KEY = Pattern.compile("name=\"form-key\" value=\"([^\"]+)\"");

    private final String token;

    private Browser(String token) {
        this.token = token;
    }

    static Browser of(String role) {
        return new Browser(Backends.token(Caller.of(role, "ann")));
    }

    static Browser with(String token) {
        return new Browser(token);
    }

    String token() {
        return token;
    }

    RequestSpecification request() {
        return given().redirects().follow(false).cookie("waybill-console", token);
    }

    Response get(String path) {
        return request().urlEncodingEnabled(false).get(path);
    }

    /** The page's text; it must be there. */
    String page(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    /** Sends a form that the page at {@code from} has. */
    Response send(String from, String action, Map<String, ?> fields) {
        return post(action, formKey(page(from)), fields);
    }

    Response post(String action, String formKey, Map<String, ?> fields) {
        return request()
                .urlEncodingEnabled(false)
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("form-key", formKey)
                .formParams(fields)
                .post(action);
    }

    static String formKey(String page) {
        Matcher found = FORM_KEY.matcher(page);
        if (!found.find()) {
            throw new AssertionError("the page has no form: " + page);
        }
        return found.group(1);
    }
}
