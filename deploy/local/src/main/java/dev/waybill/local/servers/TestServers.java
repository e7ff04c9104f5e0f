package dev.waybill.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers that all tests of one JVM share: each is started by the first test that needs it, and all
 * end with the JVM.
 *
 * <p>{@code -Dwaybill.servers=containers} takes Testcontainers instead of the embedded ones. Addresses
 * are kept in system properties, since Quarkus' tests load this class more than once.
 */
public final class TestServers implements Servers {
    private static final TestServers SHARED = new TestServers();
    private static final Object LOCK = System.getProperties();

    private @Nullable Servers own;

    private TestServers() {}

    public static Servers shared() {
        return SHARED;
    }

    @Override
    public String postgres() {
        return once("postgres", () -> own().postgres());
    }

    @Override
    public String kafkaBootstrap() {
        return once("kafka", () -> own().kafkaBootstrap());
    }

    @Override
    public String redisUrl() {
        return once("redis", () -> own().redisUrl());
    }

    /** Does nothing: the servers are other tests' too, and end with the JVM. */
    @Override
    public void close() {}

    private static String once(String part, Supplier<String> start) {
        String key = "waybill.test-servers." + part;
        synchronized (LOCK) {
            String address = System.getProperty(key);
            if (address == null) {
                address = start.get();
                System.setProperty(key, address);
            }
            return address;
        }
    }

    private Servers own() {
        Servers servers = own;
        if (servers == null) {
            servers = System.getProperty("waybill.servers", "embedded").equals("containers")
                    ? new ContainerServers()
                    : temporary();
            own = servers;
        }
        return servers;
    }

    private static Servers temporary() {
        try {
            Path folder = Files.createTempDirectory("waybill-tests-");
            EmbeddedServers servers = EmbeddedServers.in(folder, ServerSizes.SMALL);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(servers, folder)));
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(EmbeddedServers servers, Path folder) {
        servers.kill();
        try {
            Cache.delete(folder);
        } catch (IOException left) {
            // The system empties its temporary folder too.
        }
    }
}
