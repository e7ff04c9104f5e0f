package dev.waybill.local.servers;

import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.processes.Program;
import dev.waybill.local.processes.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** An embedded Redis that keeps nothing: it is a cache, and an empty one is a right one. */
public final class RedisServer extends Daemon {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Place place;

    RedisServer(Place place) {
        this.place = place;
    }

    public int port() {
        return place.port();
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    protected Duration startPatience() {
        return PATIENCE;
    }

    @Override
    protected ChildProcess spawn() {
        return ChildProcess.start(
                new Program(name(), command(), place.logs().resolve("redis.log"), Signal.TERM), place.run());
    }

    private List<String> command() {
        return List.of(
                executable(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(place.port()),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "128mb",
                "--maxmemory-policy",
                "allkeys-lru");
    }

    private String executable() {
        try {
            Files.createDirectories(place.data());
            return ExecutableProvider.newJarResourceProvider(place.data().toFile())
                    .get()
                    .getAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack Redis to " + place.data(), e);
        }
    }

    @Override
    protected boolean ready() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), place.port())) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        }
    }
}
