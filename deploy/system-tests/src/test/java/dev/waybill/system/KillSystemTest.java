package dev.waybill.system;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.system.Traffic.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is gone from one instant to the next loses nothing and doubles nothing. */
@WholeSystem
class KillSystemTest {

    @ParameterizedTest
    @EnumSource
    void aServiceThatIsKilledUnderLoadComesBack(ServiceKind kind, RunningSystem system, Shop shop) {
        shop.sell("BELL", 350, 1_000_000);

        List<Attempt> answers;
        try (Traffic traffic = traffic(shop)) {
            traffic.awaitMore(50);
            killAndAwait(system.service(kind));
            traffic.awaitMore(50);
            answers = traffic.stop();
        }

        assertEachIsOneConfirmedOrder(answers, system, shop);
    }

    @Test
    void aBrokerThatIsKilledUnderLoadComesBack(RunningSystem system, Shop shop) {
        shop.sell("BELL", 350, 1_000_000);

        List<Attempt> answers;
        try (Traffic traffic = traffic(shop)) {
            traffic.awaitMore(50);
            system.stack().embedded().kafkaServer().kill();
            traffic.awaitMore(20);
            system.stack().embedded().kafkaServer().start();
            traffic.awaitMore(50);
            answers = traffic.stop();
        }

        assertEachIsOneConfirmedOrder(answers, system, shop);
    }

    private static Traffic traffic(Shop shop) {
        return Traffic.of(
                8,
                1_500,
                number -> Purchase.of("customer-" + number % 97, "BELL", 1),
                purchase -> shop.placePersistently(purchase, 1));
    }

    /** Whoever watches over it starts it again; nobody here does. */
    private static void killAndAwait(Service service) {
        ChildProcess killed = Objects.requireNonNull(service.process());
        ProcessHandle.of(killed.pid()).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() ->
                        service.process() != killed && HttpCalls.isOk(service.managementUrl() + "/q/health/ready"));
    }

    /** Had one key made two orders, there would be more orders than keys. */
    private static void assertEachIsOneConfirmedOrder(List<Attempt> answers, RunningSystem system, Shop shop) {
        assertThat(answers.stream().filter(attempt -> !attempt.taken())).isEmpty();
        assertThat(answers.stream().map(attempt -> attempt.answer().id()).collect(toSet()))
                .hasSameSizeAs(answers);
        system.audit();
        assertThat(system.orders(shop.tenant())).isEqualTo(Map.of("CONFIRMED", (long) answers.size()));
    }
}
