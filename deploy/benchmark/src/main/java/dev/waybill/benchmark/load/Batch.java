package dev.waybill.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;

/** Many orders through one request: {@code POST /v1/orders:batch}, streamed both ways. */
public final class Batch {
    private static final int LINES_AT_ONCE = 200;

    private Batch() {}

    /** Sends so many orders; a line's waiting time is not known, since none waits for its own. */
    public static Load send(Target target, OrderMix mix, Random random, int orders) {
        Tally tally = new Tally();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://%s:%d/v1/orders:batch".formatted(target.host(), target.port())))
                .header("Authorization", "Bearer " + target.token())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(() -> lines(mix, random, orders)))
                .build();
        tally.begin();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            count(answer, tally);
        } catch (IOException e) {
            throw new UncheckedIOException("the batch broke off: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was under way", e);
        }
        tally.end();
        return tally.load();
    }

    private static void count(HttpResponse<InputStream> answer, Tally tally) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("the batch was answered with " + answer.statusCode() + ": "
                    + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                tally.line(line.contains("\"id\":"));
            }
        }
    }

    private static Iterator<byte[]> lines(OrderMix mix, Random random, int orders) {
        return Stream.iterate(orders, left -> left > 0, left -> left - LINES_AT_ONCE)
                .map(left -> chunk(mix, random, Math.min(left, LINES_AT_ONCE)))
                .iterator();
    }

    private static byte[] chunk(OrderMix mix, Random random, int orders) {
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i < orders; i++) {
            chunk.append(mix.next(random)).append('\n');
        }
        return chunk.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
