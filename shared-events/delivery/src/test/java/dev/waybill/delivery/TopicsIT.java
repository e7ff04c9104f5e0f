package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicsIT {

    private static final String DAYS_30 = String.valueOf(Duration.ofDays(30).toMillis());

    private final TestBackends backends = new TestBackends();

    @Test
    void makesEveryTopicAsStatedWithItsDeadLettersBesideIt() throws Exception {
        try (Admin admin = backends.kafka().admin()) {
            Topics.createMissing(admin, List.of(Topic.values()));
            Topics.createMissing(admin, List.of(Topic.values()));
            for (Topic topic : Topic.values()) {
                assertThat(partitions(admin, topic.topicName())).isEqualTo(topic.partitions());
                assertThat(partitions(admin, topic.deadLetterTopicName())).isOne();
                assertThat(setting(admin, topic.deadLetterTopicName(), "retention.ms"))
                        .isEqualTo(DAYS_30);
                assertThat(largest(admin, topic.topicName())).isGreaterThan(KafkaClients.LARGEST_MESSAGE_BYTES);
                assertThat(largest(admin, topic.deadLetterTopicName()))
                        .isGreaterThan(KafkaClients.LARGEST_MESSAGE_BYTES);
            }
            assertThat(setting(admin, "inventory.products.v1", "cleanup.policy"))
                    .isEqualTo("compact");
            assertThat(setting(admin, "order.events.v1", "cleanup.policy")).isEqualTo("delete");
            assertThat(setting(admin, "order.events.v1", "retention.ms")).isEqualTo(DAYS_30);
        }
    }

    private static int largest(Admin admin, String topic) throws Exception {
        return Integer.parseInt(setting(admin, topic, "max.message.bytes"));
    }

    @Test
    void servicesThatStartTogetherDontGetInEachOthersWay() throws Exception {
        Topic topic = Topic.PRODUCTS;
        try (Admin admin = backends.kafka().admin();
                ExecutorService services = Executors.newVirtualThreadPerTaskExecutor()) {
            Topics.createMissing(admin, List.of(topic));
            admin.deleteTopics(List.of(topic.topicName(), topic.deadLetterTopicName()))
                    .all()
                    .get();
            await().until(() -> !admin.listTopics().names().get().contains(topic.topicName()));
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                starts.add(services.submit(() -> Topics.createMissing(admin, List.of(topic))));
            }
            for (Future<?> start : starts) {
                start.get();
            }
            await().until(() -> partitions(admin, topic.topicName()) == topic.partitions());
        }
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        Map<String, TopicDescription> described =
                admin.describeTopics(List.of(topic)).allTopicNames().get();
        return described.get(topic).partitions().size();
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }
}
