package dev.waybill.local.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Stands in for a service where the launcher is tested: it listens where it is told, and agrees to everything. */
public final class FakeService {
    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            System.out.println("asked to " + arguments[0]);
            return;
        }
        Properties settings = new Properties();
        try (Reader reader = new FileReader(System.getProperty("quarkus.config.locations"), StandardCharsets.UTF_8)) {
            settings.load(reader);
        }
        listen(settings.getProperty("quarkus.http.port"));
        listen(settings.getProperty("quarkus.management.port"));
    }

    private static void listen(String port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
        HttpServer server = HttpServer.create(address, 50);
        server.createContext("/", FakeService::agree);
        server.start();
    }

    private static void agree(HttpExchange exchange) throws IOException {
        byte[] answer = exchange.getRequestURI().getPath().endsWith(":batch")
                ? new byte[0]
                : "{\"state\":\"CONFIRMED\"}".getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
