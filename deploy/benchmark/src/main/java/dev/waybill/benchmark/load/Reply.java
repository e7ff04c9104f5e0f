package dev.waybill.benchmark.load;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What came back for one request; empty with status 0 if the connection broke.
 *
 * @param body as it came; read only as far as somebody asks
 */
public record Reply(int status, Buffer body) {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final Reply BROKEN = new Reply(0, Buffer.buffer());

    static Reply broken() {
        return BROKEN;
    }

    /** Whether the service has taken the request as its own. */
    public boolean taken() {
        return status == OK || status == ACCEPTED || status == OK + 1;
    }

    /** The order's state, if one is told. */
    public @Nullable String state() {
        return text("\"state\":\"");
    }

    /** The order's id, if one is told. */
    public @Nullable String id() {
        return text("\"id\":\"");
    }

    /** Looked for, not parsed: the customers' work is nobody's concern here. */
    private @Nullable String text(String before) {
        String text = body.toString();
        int at = text.indexOf(before);
        int begin = at + before.length();
        return at < 0 ? null : text.substring(begin, text.indexOf('"', begin));
    }
}
