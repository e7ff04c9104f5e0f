package dev.waybill.http.lines;

import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Streams the lines of a request through work, and its answers back, in the order of the lines, while more still come. What
 * arrives while work is under way gathers, so a trickle is answered line by line and a flood in whole chunks. Nothing piles
 * up: who does not read the answers is soon read from no more.
 *
 * <p>Where a body holds a place that others want, whoever takes no answer for a {@linkplain #PATIENCE while}, though there is
 * one, or sends no line, though all before are answered, is left. What is in work is done to its end.
 *
 * <p>One thread reads and one works. It does not write, but hands over, and waits to be asked for more: the framework's
 * blocking input and output wait for each other's signals when both are used at once.
 */
public final class LinePipe implements Flow.Subscription {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    /** How long the other side may neither take a chunk's answers nor send a line. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration UNENDING = Duration.ofDays(365);

    /** Begins to work on a chunk, and answers all its lines in order, without a newline after the last. */
    @FunctionalInterface
    public interface Work {
        CompletableFuture<byte[]> begin(List<Line> chunk);
    }

    private static final Logger LOG = Logger.getLogger(LinePipe.class);

    private final Chunks chunks;
    private final Duration patience;
    private final Work work;
    private final Runnable leave;
    private final Flow.Subscriber<? super byte[]> client;
    private final ReadAhead ahead;
    private final Queue<CompletableFuture<byte[]>> inWork = new ArrayDeque<>();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread reader;
    private volatile boolean cancelled;

    private LinePipe(
            LineReader lines,
            Chunks chunks,
            Duration patience,
            Work work,
            Runnable leave,
            Flow.Subscriber<? super byte[]> client) {
        this.chunks = chunks;
        this.patience = patience;
        this.work = work;
        this.leave = leave;
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
        return answers(new LineReader(body, longest), chunks, UNENDING, work, () -> {});
    }

    /**
     * As above, for somebody who has to make haste.
     *
     * @param leave ends the connection of someone who is left: what was not taken stays in its buffers otherwise, and what was
     *     taken looks complete
     */
    public static Multi<byte[]> answers(InputStream body, int longest, Chunks chunks, Work work, Runnable leave) {
        return answers(new LineReader(body, longest), chunks, PATIENCE, work, leave);
    }

    static Multi<byte[]> answers(LineReader lines, Chunks chunks, Duration patience, Work work, Runnable leave) {
        return Multi.createFrom()
                .publisher(client -> new LinePipe(lines, chunks, patience, work, leave, client).start());
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
        } catch (TimeoutException e) {
            LOG.infof("a body of lines was left: %s", e.getMessage());
            leave.run();
            client.onComplete();
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

    private void answerAll() throws InterruptedException, TimeoutException {
        while (!cancelled && !(inWork.isEmpty() && ahead.done())) {
            if (!answerOldest() && !beginNext()) {
                awaitNews();
            }
        }
        if (!cancelled) {
            // The last answer has been taken when more are asked for; until then it costs what every answer costs.
            awaitDemand();
        }
    }

    /** Work takes the time it takes; only what the other side owes is waited for in vain. */
    private void awaitNews() throws InterruptedException, TimeoutException {
        if (!ahead.awaitNews(patience) && inWork.isEmpty()) {
            throw new TimeoutException("no line has come for " + patience);
        }
    }

    private boolean answerOldest() throws InterruptedException, TimeoutException {
        CompletableFuture<byte[]> oldest = inWork.peek();
        if (oldest == null || !oldest.isDone()) {
            return false;
        }
        awaitDemand();
        inWork.remove();
        client.onNext(oldest.join());
        return true;
    }

    private void awaitDemand() throws InterruptedException, TimeoutException {
        if (!wanted.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("no answer has been taken for " + patience);
        }
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
