package dev.waybill.console;

import static io.restassured.RestAssured.given;

import dev.waybill.local.keys.Caller;
import dev.waybill.testing.Backends;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the console, without a screen: keeps the session's cookie, follows no redirects, sends the forms of pages. */
final class Browser {

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
        RequestSpecification form = request()
                .urlEncodingEnabled(false)
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("form-key", formKey);
        fields.forEach((name, value) -> {
            if (value instanceof Collection<?> several) {
                form.formParam(name, several);
            } else {
                form.formParam(name, value);
            }
        });
        return form.post(action);
    }

    /** Where the page's form goes whose address has that name; as it stands in the page. */
    static String action(String page, String name) {
        Matcher found = Pattern.compile("action=\"(/[^\"]*/%s\\?[^\"]*)\"".formatted(name))
                .matcher(page);
        if (!found.find()) {
            throw new AssertionError("the page has no form that goes to %s: %s".formatted(name, page));
        }
        return found.group(1);
    }

    /** The value of a hidden field. */
    static String field(String page, String name) {
        Matcher found = Pattern.compile("name=\"%s\" value=\"([^\"]+)\"".formatted(name))
                .matcher(page);
        if (!found.find()) {
            throw new AssertionError("the page has no field %s: %s".formatted(name, page));
        }
        return found.group(1);
    }

    static String formKey(String page) {
        return field(page, "form-key");
    }
}
