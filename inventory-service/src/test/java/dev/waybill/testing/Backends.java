package dev.waybill.testing;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Real servers, two shards, and a key that signs tokens, for a service under test. */
public final class Backends implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Servers servers = TestServers.shared();
        KeyPair keys = keys();
        System.setProperty(
                Tokens.PRIVATE_KEY,
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("quarkus.http.host", "127.0.0.1"),
                // The tests' own settings are called waybill.… too, and are no mistake.
                Map.entry("smallrye.config.mapping.validate-unknown", "false"),
                Map.entry("kafka.bootstrap.servers", servers.kafkaBootstrap()),
                Map.entry("quarkus.redis.hosts", servers.redisUrl()),
                Map.entry("waybill.shards[0].url", servers.createDatabase("inventory_0")),
                Map.entry("waybill.shards[0].slots", "0-2047"),
                Map.entry("waybill.shards[1].url", servers.createDatabase("inventory_1")),
                Map.entry("waybill.shards[1].slots", "2048-4095"),
                Map.entry(
                        "mp.jwt.verify.publickey",
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
    }

    @Override
    public void stop() {
        TestServers.shared().close();
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
