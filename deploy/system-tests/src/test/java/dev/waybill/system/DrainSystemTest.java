package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.system.Traffic.Attempt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replica that is asked to end, as at every deployment, costs no request and no message twice. */
@WholeSystem
class DrainSystemTest {
    private static final String IGNORED = "waybill_saga_replies_ignored_total";

    @Test
    void aReplicaThatEndsUnderLoadIsMissedByNobody(RunningSystem system, Shop shop) throws Exception {
        Service staying = system.service(ServiceKind.ORDERS);
        Service ending = system.stack().addReplica(ServiceKind.ORDERS);
        shop.sell("STOOL", 3_300, 1_000_000);

        String kafka = system.stack().servers().kafkaBootstrap();
        List<Attempt> answers;
        double ignoredBefore;
        try (LoadBalancer balancer = new LoadBalancer(List.of(staying, ending));
                Groups groups = new Groups(kafka)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> groups.members("order-service") == 2 && groups.lag("order-service") == 0);
            ignoredBefore = Metrics.sum(staying, IGNORED);
            try (ReplyTopic replies = ReplyTopic.fromNowOn(kafka);
                    Traffic traffic = Traffic.of(
                            16,
                            6_000,
                            number -> Purchase.of("customer-" + number % 97, "STOOL", 1),
                            purchase -> shop.placeAt(balancer.next(), purchase, 1))) {
                traffic.awaitMore(300);
                ending.stop();
                traffic.awaitMore(300);
                answers = traffic.stop();
                await().atMost(Duration.ofSeconds(60)).until(() -> groups.lag("order-service") == 0);
                // Whoever gets a record that was handled already ignores its reply; so it does with a reply said twice.
                assertThat(Metrics.sum(staying, IGNORED) - ignoredBefore)
                        .isLessThanOrEqualTo((double) replies.repeats());
            }
        }

        assertThat(answers.stream().filter(attempt -> !attempt.taken())).isEmpty();
    }
}
