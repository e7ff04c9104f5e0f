package dev.waybill.benchmark;

import dev.waybill.benchmark.contenders.Contender;
import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that runs, and what it runs on. */
final class Processes {
    private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s");

    private final Stack stack;
    private final List<Contender> builds;

    Processes(Stack stack, List<Contender> builds) {
        this.stack = stack;
        this.builds = builds;
    }

    /** By name; those that are down are not among them. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        Stream.of(
                        stack.embedded().postgresServer(),
                        stack.embedded().kafkaServer(),
                        stack.embedded().redisServer())
                .forEach(server -> pids.put(server.name(), pid(server)));
        builds.forEach(build -> pids.putAll(build.pids()));
        return pids;
    }

    private static long pid(Daemon daemon) {
        return Objects.requireNonNull(daemon.process(), daemon::name).pid();
    }

    /** What memory everything has now, and how long the collectors have stopped it since it was started. */
    Memory memory() {
        Map<String, String> metrics = new LinkedHashMap<>();
        builds.forEach(build -> metrics.putAll(build.metrics()));
        return Memory.of(pids(), metrics);
    }

    /** The machine. */
    static Map<String, Object> machine() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("when", Instant.now().toString());
        about.put("processors", Runtime.getRuntime().availableProcessors());
        about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        about.put("java", Runtime.version().toString());
        return about;
    }

    /** How long the services took to start. */
    Map<String, Double> startSeconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Service service : stack.services()) {
            try (Stream<String> lines = Files.lines(stack.logs().resolve(service.name() + ".log"))) {
                lines.flatMap(line -> STARTED.matcher(line).results())
                        .findFirst()
                        .ifPresent(start -> seconds.put(service.name(), Double.valueOf(start.group(1))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seconds;
    }
}
