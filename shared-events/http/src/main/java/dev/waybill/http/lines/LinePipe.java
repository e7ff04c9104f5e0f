package dev.waybill.http.lines;

import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Streams the lines of a request through work, and its answers back, in the order of the lines, while more still come. What
 * arrives while work is under way gathers, so a trickle is answered line by line and a flood in whole chunks. Nothing piles
 * up: who does not read the answers is soon read from no more.
 *
 * <p>One thread reads and one works. It does not write, but hands over, and waits to be asked for more: the framework's
 * blocking input and output wait for each other's signals when both are used at once.
 */
public final class LinePipe implements Flow.Subscription {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    /** Begins to work on a chunk, and answers all its lines in order, without a newline after the last. */
    @FunctionalInterface
    public interface Work {
        CompletableFuture<byte[]> begin(List<Line> chunk);
    }

    private static final Logger LOG = Logger.getLogger(LinePipe.class);

    private final Chunks chunks;
    private final Work work;
    private final Flow.Subscriber<? super byte[]> client;
    private final ReadAhead ahead;
    private final Queue<CompletableFuture<byte[]>> inWork = new ArrayDeque<>();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread reader;
    private volatile boolean cancelled;

    private LinePipe(LineReader lines, Chunks chunks, Work work, Flow.Subscriber<? super byte[]> client) {
        this.chunks = chunks;
        this.work = work;
        this.client = client;
        this.ahead = new ReadAhead(chunks);
        this.reader = Thread.ofVirtual().name("line-reader").unstarted(() -> read(lines));
    }

    /**
     * The answers, to be sent with the {@link #MEDIA_TYPE}, which puts a newline after each piece.
     *
     * @param longest line in bytes
     */
    public static Multi<byte[]> answers(InputStream body, int longest, Chunks chunks, Work work) {
        return Multi.createFrom()
                .publisher(client -> new LinePipe(new LineReader(body, longest), chunks, work, client).start());
    }

    private void start() {
        client.onSubscribe(this);
        reader.start();
        Thread.ofVirtual().name("line-worker").start(this::run);
    }

    @Override
    public void request(long pieces) {
        wanted.release((int) Math.min(pieces, 1_000));
    }

    /** The client has gone. What is in work is done to its end, and nothing more is begun. */
    @Override
    public void cancel() {
        cancelled = true;
        wanted.release();
        ahead.nudge();
    }

    private void read(LineReader lines) {
        boolean complete = false;
        try {
            Line line = lines.next();
            while (line != null && ahead.put(line)) {
                line = lines.next();
            }
            complete = line == null;
        } catch (IOException e) {
            LOG.debugf("a body of lines broke off: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ahead.end(complete);
        }
    }

    private void run() {
        try {
            answerAll();
            if (!cancelled) {
                // Also after a body that broke off: its connection is closed, and so all that belongs to it is let go.
                client.onComplete();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("a body of lines was left through a fault of ours", e);
            client.onError(e);
        } finally {
            ahead.end(false);
            reader.interrupt();
        }
    }

    private void answerAll() throws InterruptedException {
        while (!cancelled && !(inWork.isEmpty() && ahead.done())) {
            if (!answerOldest() && !beginNext()) {
                ahead.awaitNews();
            }
        }
    }

    private boolean answerOldest() throws InterruptedException {
        CompletableFuture<byte[]> oldest = inWork.peek();
        if (oldest == null || !oldest.isDone()) {
            return false;
        }
        wanted.acquire();
        inWork.remove();
        client.onNext(oldest.join());
        return true;
    }

    private boolean beginNext() {
        List<Line> chunk = inWork.size() < chunks.atOnce() ? ahead.poll(inWork.isEmpty()) : List.of();
        if (chunk.isEmpty()) {
            return false;
        }
        CompletableFuture<byte[]> begun = work.begin(chunk);
        inWork.add(begun);
        var unused = begun.whenComplete((answers, failure) -> ahead.nudge());
        return true;
    }
}
