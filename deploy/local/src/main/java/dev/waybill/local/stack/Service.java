package dev.waybill.local.stack;

import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.processes.Compilers;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.processes.Program;
import dev.waybill.local.processes.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One replica of one service, as a JVM of its own. */
public final class Service extends Daemon {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int COMPACT_HEADERS_SINCE = 25;
    /** Before JEP 491 who waited with a monitor kept its carrier, so that one was not enough. */
    private static final int CARRIERS_ARE_LET_GO_SINCE = 24;

    private static final int FIRST_HEAP_MB = 320;
    private static final int YOUNG_HEAP_MB = 192;
    private static final int LARGEST_HEAP_MB = 640;

    private final Replica replica;
    private final Compilers compilers;
    private final Path jar;
    private final Path settings;
    private final Path run;
    private final Path log;

    Service(Replica replica, Compilers compilers, Path jar, Path settings, Path run, Path log) {
        this.replica = replica;
        this.compilers = compilers;
        this.jar = jar;
        this.settings = settings;
        this.run = run;
        this.log = log;
    }

    /**
     * Which one it is.
     *
     * @param number 0 for the first of its kind
     */
    record Replica(ServiceKind kind, int number, int port, int managementPort) {
        String name() {
            return number == 0 ? kind.module() : kind.module() + "-" + (number + 1);
        }
    }

    @Override
    public String name() {
        return replica.name();
    }

    public ServiceKind kind() {
        return replica.kind();
    }

    public int port() {
        return replica.port();
    }

    public int managementPort() {
        return replica.managementPort();
    }

    /** {@code http://127.0.0.1:port}. */
    public String url() {
        return "http://127.0.0.1:" + replica.port();
    }

    /** Health and metrics are below {@code /q} here. */
    public String managementUrl() {
        return "http://127.0.0.1:" + replica.managementPort();
    }

    @Override
    protected Duration startPatience() {
        return PATIENCE;
    }

    @Override
    protected ChildProcess spawn() {
        return ChildProcess.start(new Program(name(), command(), log, Signal.TERM), run);
    }

    @Override
    protected boolean ready() throws IOException, InterruptedException {
        return HttpCalls.isOk(managementUrl() + "/q/health/ready");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm(1, compilers));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(new AotCache(jar, compilers).options(replica.number() == 0));
        command.add("-Dquarkus.config.locations=" + settings);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** Options of a JVM that gets as much as so many services, on the same terms: what they are compared with is one. */
    public static List<String> jvm(int services, Compilers compilers) {
        List<String> options = new ArrayList<>();
        options.add("-Xms" + services * FIRST_HEAP_MB + "m");
        options.add("-Xmn" + services * YOUNG_HEAP_MB + "m");
        options.add("-Xmx" + services * LARGEST_HEAP_MB + "m");
        options.add("-XX:+UseSerialGC");
        // Of both kinds few, which find work waiting when they are done: each more is one that has to be woken.
        options.add("-Dquarkus.vertx.event-loops-pool-size=" + threads(services));
        if (Runtime.version().feature() >= CARRIERS_ARE_LET_GO_SINCE) {
            options.add("-Djdk.virtualThreadScheduler.parallelism=" + threads(services));
        }
        options.addAll(compilers.options());
        if (Runtime.version().feature() >= COMPACT_HEADERS_SINCE) {
            options.add("-XX:+UseCompactObjectHeaders");
        }
        return options;
    }

    /** Half of the processors for each service, since all of them, the broker and the databases share them. */
    private static int threads(int services) {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.clamp((long) services * processors / 2, 1, processors);
    }
}
