package dev.waybill.local.processes;

import java.io.IOException;

/** The polite ways of asking a process to end; each program has the one that it understands best. */
public enum Signal {
    /** Most programs: finish what is under way, then end. */
    TERM,
    /** Postgres' fast shutdown; its TERM would wait until every client has gone by itself. */
    INT;

    void sendTo(long pid) {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // Without a kill program TERM is all that Java can send.
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
