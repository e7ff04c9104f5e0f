package dev.waybill.local.servers;

import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.processes.Program;
import dev.waybill.local.processes.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedded PostgreSQL with durable settings.
 *
 * <p>Only the programs come from the library of binaries: its own launcher turns {@code fsync} off,
 * hides the process behind {@code pg_ctl}, and has no way to kill it and start it again.
 */
public final class PostgresServer extends Daemon {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Place place;
    private final ServerSizes sizes;

    PostgresServer(Place place, ServerSizes sizes) {
        this.place = place;
        this.sizes = sizes;
    }

    public int port() {
        return place.port();
    }

    public PostgresAddress address() {
        return new PostgresAddress("127.0.0.1:" + place.port(), Servers.USER, Servers.USER);
    }

    @Override
    public String name() {
        return place.data().getFileName().toString();
    }

    @Override
    protected Duration startPatience() {
        return PATIENCE;
    }

    @Override
    protected ChildProcess spawn() {
        Path bin = PostgresBinaries.folder().resolve("bin");
        if (!Files.exists(place.data().resolve("PG_VERSION"))) {
            initialize(bin);
        }
        return ChildProcess.start(program(bin), place.run());
    }

    private Program program(Path bin) {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(
                List.of(bin.resolve("postgres").toString(), "-D", place.data().toString()));
        PostgresSettings.of(place.port(), sizes).forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return new Program(name(), command, PostgresSettings.ENVIRONMENT, log(), Signal.INT);
    }

    private void initialize(Path bin) {
        try {
            Files.createDirectories(place.data().toAbsolutePath().getParent());
            Files.createDirectories(place.logs());
            Path password = Files.createTempFile(place.data().toAbsolutePath().getParent(), "password", "");
            try {
                Files.writeString(password, Servers.USER + "\n");
                run(initdb(bin, password));
            } finally {
                Files.delete(password);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the Postgres data folder " + place.data(), e);
        }
    }

    private List<String> initdb(Path bin, Path password) {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(List.of(
                bin.resolve("initdb").toString(),
                "--pgdata=" + place.data(),
                "--username=" + Servers.USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        return command;
    }

    private void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("initdb ended with code " + process.exitValue() + "; see " + log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while initdb ran", e);
        }
    }

    @Override
    protected boolean ready() throws SQLException {
        try (Connection connection = address().connect("postgres")) {
            return connection.isValid(1);
        }
    }

    private Path log() {
        return place.logs().resolve(name() + ".log");
    }
}
