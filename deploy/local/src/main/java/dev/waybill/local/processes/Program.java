package dev.waybill.local.processes;

import java.nio.file.Path;
import java.util.List;

/**
 * What to run.
 *
 * @param name names the pid file; unique in its run directory
 * @param command the executable and its arguments
 * @param log takes standard output and standard error, appended
 * @param stop the signal by which it ends politely
 */
public record Program(String name, List<String> command, Path log, Signal stop) {
    public Program {
        command = List.copyOf(command);
    }
}
