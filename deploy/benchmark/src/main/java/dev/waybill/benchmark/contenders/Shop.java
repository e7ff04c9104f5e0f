package dev.waybill.benchmark.contenders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.benchmark.load.Target;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.processes.Ports;
import dev.waybill.local.processes.Program;
import dev.waybill.local.processes.Readiness;
import dev.waybill.local.processes.Signal;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the builds that Waybill is measured against: a JVM of its own on the same servers. */
public final class Shop implements Contender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ENOUGH = 1_000_000_000;
    private static final long PRICE = 499;

    private final String name;
    private final int port;
    private final ChildProcess process;
    private final HttpCalls calls;

    private Shop(String name, int port, ChildProcess process) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.calls = new HttpCalls("http://127.0.0.1:" + port, "");
    }

    /**
     * Where a build runs.
     *
     * @param folder for its log
     * @param run where the pid files of the system beside it are: the same guard ends all when the launcher is killed
     */
    public record Place(String postgres, String kafka, Path folder, Path run) {}

    /**
     * Starts a build; its databases and topics are made anew.
     *
     * @param main takes {@code --port}, {@code --postgres} and {@code --kafka}
     * @param options of its JVM
     */
    public static Shop start(String name, Class<?> main, Place place, List<String> options) {
        int port = Ports.free();
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of("--port", "" + port, "--postgres", place.postgres(), "--kafka", place.kafka()));
        ChildProcess process = ChildProcess.start(
                new Program(name, command, place.folder().resolve(name + ".log"), Signal.TERM), place.run());
        Shop shop = new Shop(name, port, process);
        try {
            Readiness.await(process, PATIENCE, () -> HttpCalls.isOk("http://127.0.0.1:" + port + "/ready"));
        } catch (RuntimeException e) {
            shop.close();
            throw e;
        }
        return shop;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Target target() {
        return new Target("127.0.0.1", port, null);
    }

    @Override
    public Map<String, Long> pids() {
        return Map.of(name, process.pid());
    }

    /** It tells nothing. */
    @Override
    public Map<String, String> metrics() {
        return Map.of();
    }

    @Override
    public void stock(List<String> skus) {
        List<Map<String, Object>> goods = skus.stream()
                .map(sku -> Map.<String, Object>of("sku", sku, "price", PRICE, "quantity", ENOUGH))
                .toList();
        try {
            call("POST", "/stock", JSON.writeValueAsString(goods));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long open() {
        try {
            return JSON.readTree(call("GET", "/open", "")).path("open").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " tells no number of open orders: " + e.getMessage(), e);
        }
    }

    private String call(String method, String path, String body) {
        try {
            HttpResponse<String> answer = calls.send(calls.to(path, PATIENCE)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s answers %s with %d: %s".formatted(name, path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(name + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was asked", e);
        }
    }

    /** Nobody has promised anything for it. */
    @Override
    public List<String> audit() {
        return List.of();
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }
}
