package dev.waybill.local.servers;

import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.processes.Ports;
import dev.waybill.local.processes.Program;
import dev.waybill.local.processes.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** One broker that is its own controller (KRaft), in a JVM of its own so that it can be killed. */
public final class KafkaServer extends Daemon {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Place place;
    private final int controllerPort;
    private final ServerSizes sizes;

    KafkaServer(Place place, int controllerPort, ServerSizes sizes) {
        this.place = place;
        this.controllerPort = controllerPort;
        this.sizes = sizes;
    }

    public int port() {
        return place.port();
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    protected Duration startPatience() {
        return PATIENCE;
    }

    @Override
    protected ChildProcess spawn() {
        try {
            Files.createDirectories(place.data());
            Files.createDirectories(place.logs());
            Path settings = place.data().resolve("server.properties");
            Files.writeString(settings, KafkaSettings.of(place, controllerPort));
            if (!Files.exists(place.data().resolve("log/meta.properties"))) {
                format(settings);
            }
            List<String> command = java("kafka.Kafka", settings.toString());
            return ChildProcess.start(new Program(name(), command, log(), Signal.TERM), place.run());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare Kafka's data folder " + place.data(), e);
        }
    }

    private void format(Path settings) throws IOException {
        String cluster = Uuid.randomUuid().toString();
        Process process = new ProcessBuilder(
                        java("kafka.tools.StorageTool", "format", "-t", cluster, "-c", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("formatting ended with code " + process.exitValue() + "; see " + log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Kafka's storage was formatted", e);
        }
    }

    private List<String> java(String main, String... arguments) throws IOException {
        Path logging = place.data().resolve("logging.properties");
        Files.writeString(logging, KafkaSettings.LOGGING);
        return JavaCommand.of(place.data(), options(logging), main, List.of(arguments));
    }

    private List<String> options(Path logging) {
        List<String> options = new ArrayList<>(sizes.compilers().options());
        options.addAll(List.of(
                "-Xms128m",
                "-Xmx" + sizes.kafkaHeapMb() + "m",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dlogging.configuration=" + logging.toUri()));
        return options;
    }

    /** Not only a port that is open: a broker that the controller knows. */
    @Override
    protected boolean ready() throws Exception {
        if (!Ports.answers(place.port())) {
            return false;
        }
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:" + place.port(),
                "request.timeout.ms", "2000",
                "default.api.timeout.ms", "3000"))) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        }
    }

    private Path log() {
        return place.logs().resolve("kafka.log");
    }
}
