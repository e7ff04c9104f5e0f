package dev.waybill.benchmark;

import dev.waybill.benchmark.contenders.Contender;
import dev.waybill.benchmark.measuring.Meter;
import dev.waybill.benchmark.measuring.Scrape;
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
import java.util.function.ToDoubleFunction;
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

    /** The machine, how long the services took to start, and what memory everything has now. */
    Map<String, Object> about(Meter meter) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("when", Instant.now().toString());
        about.put("processors", Runtime.getRuntime().availableProcessors());
        about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        about.put("java", Runtime.version().toString());
        about.put("startSeconds", startSeconds());
        about.put("residentMb", meter.residentMb());
        about.put("heapUsedMb", ofServices(told -> told.sum("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20)));
        about.put("gcSeconds", ofServices(told -> told.sum("jvm_gc_pause_seconds_sum")));
        return about;
    }

    private Map<String, Double> ofServices(ToDoubleFunction<Scrape> figure) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Service service : stack.services()) {
            double exact = figure.applyAsDouble(Scrape.of(service.managementUrl() + "/q/metrics"));
            figures.put(service.name(), Math.rint(exact * 10) / 10);
        }
        return figures;
    }

    private Map<String, Double> startSeconds() {
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
