package dev.waybill.http.lines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines that have been read and not been taken yet: a chunk's worth at most, after which the reader waits, and with it,
 * through TCP, whoever sends.
 */
final class ReadAhead {

    private final Chunks chunks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Line> lines = new ArrayList<>();
    private int bytes;
    private boolean ended;
    private boolean closed;
    private boolean news;

    ReadAhead(Chunks chunks) {
        this.chunks = chunks;
    }

    /**
     * Waits while there are enough.
     *
     * @return false if no more are wanted
     */
    boolean put(Line line) throws InterruptedException {
        lock.lock();
        try {
            while (full() && !closed) {
                changed.await();
            }
            lines.add(line);
            bytes += line.bytes().length;
            tell();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * No more will come.
     *
     * @param complete whether these are all; if the body broke off, nobody is there to hear what comes of the rest
     */
    void end(boolean complete) {
        lock.lock();
        try {
            ended = true;
            closed |= !complete;
            tell();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What there is, without waiting: a whole chunk, or the last one, or, for someone who is idle, any.
     *
     * @return empty if it is better to wait
     */
    List<Line> poll(boolean idle) {
        lock.lock();
        try {
            if (closed || !(idle || full() || ended)) {
                return List.of();
            }
            List<Line> taken = lines;
            lines = new ArrayList<>();
            bytes = 0;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is here nor will come. */
    boolean done() {
        lock.lock();
        try {
            return closed || (ended && lines.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for anything that has changed here, or elsewhere, since this was asked last.
     *
     * @return false if nothing has for so long
     */
    boolean awaitNews(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!news && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean heard = news;
            news = false;
            return heard;
        } finally {
            lock.unlock();
        }
    }

    /** Something has changed elsewhere. */
    void nudge() {
        lock.lock();
        try {
            tell();
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        return lines.size() >= chunks.lines() || bytes >= chunks.bytes();
    }

    private void tell() {
        news = true;
        changed.signalAll();
    }
}
