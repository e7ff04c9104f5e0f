package dev.waybill.local.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param name names the pid file; unique in its run directory
 * @param command the executable and its arguments
 * @param environment what it finds there beside what this process does
 * @param log takes standard output and standard error, appended
 * @param stop the signal by which it ends politely
 */
public record Program(String name, List<String> command, Map<String, String> environment, Path log, Signal stop) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public Program(String name, List<String> command, Path log, Signal stop) {
        this(name, command, Map.of(), log, stop);
    }
}
