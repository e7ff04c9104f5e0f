package dev.waybill.testing;

import dev.waybill.local.keys.Caller;
import dev.waybill.local.keys.DevelopmentKeys;
import dev.waybill.local.keys.Tokens;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Real servers for a service under test, with a database for each of its shards. Arguments: {@code database}, what the
 * databases are called ({@code orders} gives orders_0, orders_1, …), and {@code shards}, how many.
 */
public final class Backends implements QuarkusTestResourceLifecycleManager {

    /** Where the test finds the folder of the keys that sign its tokens. */
    private static final String KEYS = "waybill.testing.keys";

    private static final int SLOTS = 4096;

    private String database = "shard";
    private int shards = 2;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
        shards = Integer.parseInt(arguments.getOrDefault("shards", String.valueOf(shards)));
    }

    @Override
    public Map<String, String> start() {
        Servers servers = TestServers.shared();
        DevelopmentKeys keys = DevelopmentKeys.in(keyFolder());
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        settings.put("kafka.bootstrap.servers", servers.kafkaBootstrap());
        settings.put("quarkus.redis.hosts", servers.redisUrl());
        // By value: Quarkus' tests bring a key of their own, which a location would not replace.
        settings.put("mp.jwt.verify.publickey", read(keys.publicKey()));
        for (int shard = 0; shard < shards; shard++) {
            int width = SLOTS / shards;
            settings.put("waybill.shards[%d].url".formatted(shard), servers.createDatabase(database + "_" + shard));
            settings.put(
                    "waybill.shards[%d].slots".formatted(shard),
                    "%d-%d".formatted(shard * width, (shard + 1) * width - 1));
        }
        return settings;
    }

    @Override
    public void stop() {
        TestServers.shared().close();
    }

    /** A bearer token as the service under test accepts it. */
    public static String token(Caller caller) {
        Tokens tokens = DevelopmentKeys.in(keyFolder()).tokens();
        return tokens.mint(caller, Duration.ofMinutes(10));
    }

    /** Kept in a system property, since Quarkus' tests load this class more than once. */
    private static Path keyFolder() {
        return Path.of((String) System.getProperties().computeIfAbsent(KEYS, any -> newFolder()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newFolder() {
        try {
            Path folder = Files.createTempDirectory("waybill-test-keys-");
            folder.toFile().deleteOnExit();
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
