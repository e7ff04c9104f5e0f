package dev.waybill.payments;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Runs the service on two real shards, a real broker and a key of its own, with short times. */
public class PaymentServers implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Servers servers = TestServers.shared();
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                // The names of the test servers are no configuration of the service.
                Map.entry("smallrye.config.mapping.validate-unknown", "false"),
                Map.entry("kafka.bootstrap.servers", servers.kafkaBootstrap()),
                Map.entry("waybill.shards[0].url", servers.createDatabase("payments_0")),
                Map.entry("waybill.shards[0].slots", "0-2047"),
                Map.entry("waybill.shards[1].url", servers.createDatabase("payments_1")),
                Map.entry("waybill.shards[1].slots", "2048-4095"),
                Map.entry("waybill.payments.call-deadline", "1s"),
                Map.entry("waybill.payments.in-doubt-after", "1200ms"),
                Map.entry("waybill.payments.in-doubt-check", "100ms"),
                Map.entry("waybill.payments.simulated.slowness", "600ms"),
                Map.entry("mp.jwt.verify.publickey.location", writeKeys()));
    }

    @Override
    public void stop() {
        // The servers are other tests' too, and end with the JVM.
    }

    /** The public key's file; where the private one is, the tests' tokens are signed. */
    private static String writeKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Path folder = Files.createTempDirectory("waybill-keys-");
            Path privateKey = write(folder, "PRIVATE KEY", keys.getPrivate().getEncoded());
            System.setProperty("smallrye.jwt.sign.key.location", privateKey.toString());
            return write(folder, "PUBLIC KEY", keys.getPublic().getEncoded())
                    .toUri()
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path folder, String what, byte[] key) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Path file = folder.resolve(what.replace(' ', '-').toLowerCase(java.util.Locale.ROOT) + ".pem");
        return Files.writeString(file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, base64, what));
    }
}
