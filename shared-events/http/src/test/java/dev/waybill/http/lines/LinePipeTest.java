package dev.waybill.http.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinePipeTest {

    private static final Chunks CHUNKS = new Chunks(10, 1_000, 3);
    private static final Duration IMPATIENCE = Duration.ofMillis(100);

    @Test
    void answersComeInTheOrderOfTheLinesWhateverIsDoneFirst() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        BlockingQueue<CompletableFuture<byte[]>> begun = new LinkedBlockingQueue<>();
        AssertSubscriber<byte[]> client = subscribe(new PipedInputStream(sender), Long.MAX_VALUE, chunk -> {
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            begun.add(answer);
            return answer;
        });
        sender.write(lines(1));
        sender.flush();
        CompletableFuture<byte[]> first = begun.take();
        sender.write(lines(CHUNKS.lines()));
        sender.close();
        begun.take().complete("second".getBytes(StandardCharsets.UTF_8));
        assertThat(client.getItems()).isEmpty();

        first.complete("first".getBytes(StandardCharsets.UTF_8));
        client.awaitCompletion();
        assertThat(client.getItems().stream().map(each -> new String(each, StandardCharsets.UTF_8)))
                .containsExactly("first", "second");
    }

    @Test
    void aLineIsAnsweredBeforeTheNextComes() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        AssertSubscriber<byte[]> client = subscribe(new PipedInputStream(sender), Long.MAX_VALUE, LinePipeTest::echo);
        for (int i = 1; i <= 3; i++) {
            sender.write((i + "\n").getBytes(StandardCharsets.UTF_8));
            sender.flush();
            client.awaitItems(i);
        }
        sender.close();
        client.awaitCompletion();
    }

    @Test
    void whoDoesNotTakeAnswersIsReadFromNoMore() throws Exception {
        AtomicLong read = new AtomicLong();
        AssertSubscriber<byte[]> client = subscribe(endless(read), 2, LinePipeTest::echo);
        client.awaitItems(2);
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 200, TimeUnit.MILLISECONDS)
                .join();

        assertThat(read.get()).isLessThan(2 * 64 * 1024);
        client.cancel();
    }

    @Test
    void whoTakesNoAnswersForTooLongIsLeft() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        AssertSubscriber<byte[]> client =
                impatient(endless(new AtomicLong()), 1, LinePipeTest::echo, () -> left.complete(null));

        client.awaitCompletion();
        assertThat(client.getItems()).hasSize(1);
        assertThat(left).isDone();
    }

    @Test
    void theLastAnswerMustBeTakenToo() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        InputStream body = new ByteArrayInputStream(lines(1));
        AssertSubscriber<byte[]> client = impatient(body, 1, LinePipeTest::echo, () -> left.complete(null));

        client.awaitCompletion();
        assertThat(client.getItems()).hasSize(1);
        assertThat(left).isDone();
    }

    @Test
    void whoSendsNoLineForTooLongIsLeft() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        PipedInputStream body = new PipedInputStream(sender);
        sender.write("1\n2".getBytes(StandardCharsets.UTF_8));
        CompletableFuture<Void> left = new CompletableFuture<>();
        AssertSubscriber<byte[]> client =
                impatient(body, Long.MAX_VALUE, LinePipeTest::echo, () -> left.complete(null));

        client.awaitCompletion();
        assertThat(client.getItems()).hasSize(1);
        assertThat(left).isDone();
    }

    @Test
    void workMayTakeItsTime() throws Exception {
        BlockingQueue<CompletableFuture<byte[]>> begun = new LinkedBlockingQueue<>();
        CompletableFuture<Void> left = new CompletableFuture<>();
        AssertSubscriber<byte[]> client = impatient(
                new ByteArrayInputStream(lines(1)),
                Long.MAX_VALUE,
                chunk -> {
                    CompletableFuture<byte[]> answer = new CompletableFuture<>();
                    begun.add(answer);
                    return answer;
                },
                () -> left.complete(null));
        begun.take()
                .completeOnTimeout(
                        "done".getBytes(StandardCharsets.UTF_8), 5 * IMPATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();

        client.awaitCompletion();
        assertThat(client.getItems()).hasSize(1);
        assertThat(left).isNotDone();
    }

    @Test
    void nothingIsBegunForAClientThatHasGone() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        AssertSubscriber<byte[]> client = subscribe(new PipedInputStream(sender), 1, chunk -> {
            begun.add(text(chunk));
            return echo(chunk);
        });
        sender.write("1\n".getBytes(StandardCharsets.UTF_8));
        sender.flush();
        client.awaitItems(1).cancel();
        begun.take();
        try {
            sender.write("2\n".getBytes(StandardCharsets.UTF_8));
            sender.flush();
        } catch (IOException nobodyReadsAnyMore) {
            // All the better: a pipe knows when the thread that read from it has ended.
        }

        assertThat(begun.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    private static AssertSubscriber<byte[]> subscribe(InputStream body, long demand, LinePipe.Work work) {
        return LinePipe.answers(body, 100, CHUNKS, work).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static AssertSubscriber<byte[]> impatient(
            InputStream body, long demand, LinePipe.Work work, Runnable leave) {
        return LinePipe.answers(new LineReader(body, 100), CHUNKS, IMPATIENCE, work, leave)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(demand));
    }

    private static CompletableFuture<byte[]> echo(List<Line> chunk) {
        return CompletableFuture.completedFuture(text(chunk).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(List<Line> chunk) {
        return chunk.stream()
                .map(line -> new String(line.bytes(), StandardCharsets.UTF_8) + ";")
                .collect(Collectors.joining());
    }

    private static byte[] lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> i + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream endless(AtomicLong read) {
        return new InputStream() {
            @Override
            public int read() {
                return read.getAndIncrement() % 8 == 7 ? '\n' : 'x';
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                for (int i = 0; i < length; i++) {
                    target[from + i] = (byte) read();
                }
                return length;
            }
        };
    }
}
