package dev.waybill.benchmark.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection with one request on its way at a time. Far less than an HTTP client: an answer has a
 * {@code Content-Length}, or comes in chunks and ends with the last one, and every microsecond that is saved here is one more
 * for what is measured.
 */
final class Wire {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;
    private static final int CHUNKED = -1;
    private static final int NOT_YET = -1;

    private final NetClient client;
    private final Target target;
    private @Nullable NetSocket socket;
    private @Nullable Consumer<Reply> waiting;
    private Buffer received = Buffer.buffer();
    private int bodyAt = NOT_YET;
    private int length;

    Wire(NetClient client, Target target) {
        this.client = client;
        this.target = target;
    }

    /** Sends a whole request; {@code then} is told the answer, or that there will be none. */
    void send(Buffer request, Consumer<Reply> then) {
        waiting = then;
        NetSocket open = socket;
        if (open != null) {
            open.write(request);
            return;
        }
        client.connect(target.port(), target.host()).onComplete(connected -> {
            if (connected.failed()) {
                answer(Reply.broken());
                return;
            }
            NetSocket fresh = connected.result();
            socket = fresh;
            fresh.handler(this::receive);
            fresh.closeHandler(gone -> lost());
            fresh.exceptionHandler(failure -> fresh.close());
            fresh.write(request);
        });
    }

    void close() {
        NetSocket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private void lost() {
        socket = null;
        received = Buffer.buffer();
        bodyAt = NOT_YET;
        answer(Reply.broken());
    }

    private void receive(Buffer bytes) {
        received = received.length() == 0 ? bytes : received.appendBuffer(bytes);
        if (bodyAt == NOT_YET) {
            head();
        }
        if (bodyAt != NOT_YET && isWhole()) {
            Reply reply = new Reply(
                    status(), received.slice(bodyAt, length == CHUNKED ? received.length() : bodyAt + length));
            received = Buffer.buffer();
            bodyAt = NOT_YET;
            answer(reply);
        }
    }

    /** Nothing comes behind an answer before the next request is sent, so what looks like the last chunk is it. */
    private boolean isWhole() {
        if (length != CHUNKED) {
            return received.length() >= bodyAt + length;
        }
        int tail = received.length() - LAST_CHUNK.length;
        for (int i = 0; i < LAST_CHUNK.length; i++) {
            if (tail < bodyAt || received.getByte(tail + i) != LAST_CHUNK[i]) {
                return false;
            }
        }
        return true;
    }

    private void answer(Reply reply) {
        Consumer<Reply> then = waiting;
        waiting = null;
        if (then != null) {
            then.accept(reply);
        }
    }

    private int status() {
        return (received.getByte(STATUS_AT) - '0') * 100
                + (received.getByte(STATUS_AT + 1) - '0') * 10
                + (received.getByte(STATUS_AT + 2) - '0');
    }

    /** Finds where the body begins, and how long it is. */
    private void head() {
        int end = received.length() - 3;
        length = CHUNKED;
        int lineAt = 0;
        for (int i = 0; i < end; i++) {
            if (received.getByte(i) != '\r') {
                continue;
            }
            if (received.getByte(i + 2) == '\r') {
                bodyAt = i + 4;
                line(lineAt, i);
                return;
            }
            line(lineAt, i);
            lineAt = i + 2;
        }
    }

    private void line(int begin, int end) {
        if (end - begin < LENGTH.length) {
            return;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            if ((received.getByte(begin + i) | 0x20) != (LENGTH[i] | 0x20)) {
                return;
            }
        }
        length = Integer.parseInt(received.getString(begin + LENGTH.length, end).strip());
    }
}
