package dev.waybill.payments;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs the service on two real shards and a real broker, with short times. Quarkus makes the tokens' key up for tests. */
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
                Map.entry("waybill.payments.simulated.slowness", "600ms"));
    }

    @Override
    public void stop() {
        // The servers are other tests' too, and end with the JVM.
    }
}
