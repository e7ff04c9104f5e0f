package dev.waybill.console;

import dev.waybill.ops.OpsRequest;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What every form carries that changes something: the key of the page that it is from, and why it is sent. */
public class Form {

    @RestForm("form-key")
    private @Nullable String key;

    @RestForm("reason")
    private @Nullable String reason;

    /**
     * Comes before anything is done.
     *
     * @throws dev.waybill.http.ProblemException 403, if the form is not from a page of this session
     */
    public void requireOwn(Session session) {
        session.requireOwn(key);
    }

    /** @throws dev.waybill.http.ProblemException 422, if it says nothing, or too much */
    public String reason() {
        return OpsRequest.reason(reason);
    }
}
