package dev.waybill.benchmark.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Many orders through one request: {@code POST /v1/orders:batch}, streamed both ways. The answers are read while the orders
 * are sent, which the JDK's own client does not do: of who reads none, no more is read.
 */
public final class Batch {
    private static final int LINES_AT_ONCE = 200;

    private Batch() {}

    /**
     * Sends so many orders; a line's waiting time is not known, since none waits for its own.
     *
     * @throws IllegalStateException if not every line is answered
     */
    public static Load send(Target target, OrderMix mix, Random random, int orders) {
        Tally tally = new Tally();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(target.host())
                .setPort(target.port())
                .setURI("/v1/orders:batch")
                .putHeader("Authorization", "Bearer " + target.token())
                .putHeader("Content-Type", "application/x-ndjson");
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            tally.begin();
            vertx.createHttpClient()
                    .request(options)
                    .compose(request -> exchange(request.setChunked(true), lines(mix, random, orders), tally))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            tally.end();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        Load load = tally.load();
        if (load.taken() + load.refused() != orders) {
            throw new IllegalStateException("the batch broke off: of %,d lines %,d were answered"
                    .formatted(orders, load.taken() + load.refused()));
        }
        return load;
    }

    private static Future<Void> exchange(HttpClientRequest request, Iterator<byte[]> lines, Tally tally) {
        Future<Void> answered = request.response().compose(response -> read(response, tally));
        write(request, lines);
        return answered;
    }

    private static void write(HttpClientRequest request, Iterator<byte[]> lines) {
        while (lines.hasNext() && !request.writeQueueFull()) {
            request.write(Buffer.buffer(lines.next()));
        }
        if (lines.hasNext()) {
            request.drainHandler(drained -> write(request, lines));
        } else {
            request.end();
        }
    }

    private static Future<Void> read(HttpClientResponse response, Tally tally) {
        if (response.statusCode() != 200) {
            return response.body()
                    .compose(body -> Future.failedFuture(
                            "the batch was answered with %d: %s".formatted(response.statusCode(), body)));
        }
        Promise<Void> read = Promise.promise();
        RecordParser.newDelimited("\n", response)
                .exceptionHandler(read::tryFail)
                .endHandler(end -> read.tryComplete())
                .handler(line -> tally.line(line.toString().contains("\"id\":")));
        return read.future();
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
