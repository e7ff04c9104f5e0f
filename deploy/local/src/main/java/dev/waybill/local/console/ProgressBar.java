package dev.waybill.local.console;

import java.io.PrintStream;
import java.util.Locale;

/** How far a long piece of work is: a moving bar on a terminal, a line per tenth elsewhere. */
final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean terminal;
    private final long total;
    private final long begunNanos = System.nanoTime();
    private long drawn;

    ProgressBar(PrintStream out, boolean terminal, long total) {
        this.out = out;
        this.terminal = terminal;
        this.total = Math.max(1, total);
        drawn = terminal ? -1 : 0;
    }

    synchronized void show(long done) {
        long step = done * (terminal ? 200 : 10) / total;
        if (step <= drawn) {
            return;
        }
        drawn = step;
        int filled = (int) (done * WIDTH / total);
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        double seconds = Math.max(0.001, (System.nanoTime() - begunNanos) / 1e9);
        String text = String.format(Locale.ROOT, "[%s] %,d of %,d, %.0f/s", bar, done, total, done / seconds);
        out.print(terminal ? "\r\033[K" + text : text + System.lineSeparator());
        out.flush();
    }

    synchronized void end() {
        if (terminal) {
            out.println();
        }
    }
}
