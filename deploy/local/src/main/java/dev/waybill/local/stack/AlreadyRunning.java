package dev.waybill.local.stack;

import java.nio.file.Path;

/** Another launcher has the folder. */
public final class AlreadyRunning extends RuntimeException {
    AlreadyRunning(Path folder, String pid) {
        super("Waybill already runs here: process " + (pid.isEmpty() ? "unknown" : pid) + " has " + folder);
    }
}
