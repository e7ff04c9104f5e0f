package dev.waybill.testing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends lines and reads answers as it likes; ordinary clients send all before they read. */
public final class LineSocket implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final BufferedReader answers;

    public LineSocket(int port, String path, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(300_000);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
        answers = new BufferedReader(new InputStreamReader(new Unchunked(), StandardCharsets.UTF_8));
        out.write("""
                POST %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/x-ndjson\r
                Transfer-Encoding: chunked\r
                \r
                """.formatted(path, token).getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends text as it is; blocks while the other side takes no more. */
    public void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(chunk.toByteArray());
    }

    public void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line of the answer; null at its end. */
    public String answer() throws IOException {
        return answers.readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The answer's body. */
    private final class Unchunked extends InputStream {
        private boolean begun;
        private int left;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (!begun) {
                begun = true;
                skipHead();
            }
            if (left == 0) {
                left = Integer.parseInt(line(), 16);
            }
            int read = left == 0 ? -1 : in.read(target, from, Math.min(length, left));
            if (read > 0) {
                left -= read;
                if (left == 0) {
                    line();
                }
            }
            return read;
        }

        private void skipHead() throws IOException {
            String status = line();
            if (!status.contains(" 200 ")) {
                throw new IOException(status);
            }
            while (!line().isEmpty()) {}
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new IOException("the answer broke off");
                }
                if (octet != '\r') {
                    line.append((char) octet);
                }
            }
            return line.toString();
        }
    }
}
