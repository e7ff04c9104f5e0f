package dev.waybill.console.flow;

import dev.waybill.console.flow.FlowState.Count;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far each topic's consumers are behind its end. Connects to the broker when it is first asked. */
@Singleton
public class Lags {

    private static final long PATIENCE_SECONDS = 3;

    /** Who consumes which topic: the groups that the services read as. */
    private static final Map<Topic, String> GROUPS = Map.of(
            Topic.INVENTORY_COMMANDS, "inventory-service",
            Topic.PAYMENT_COMMANDS, "payment-service",
            Topic.ORDER_REPLIES, "order-service");

    private final KafkaClients kafka;
    private @Nullable Admin admin;

    Lags(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** Empty if the broker does not say. */
    synchronized List<Count> read() {
        try {
            Map<TopicPartition, Long> ends = ends();
            Map<Topic, Long> lags = new HashMap<>();
            for (Map.Entry<Topic, String> each : GROUPS.entrySet()) {
                lags.put(each.getKey(), lag(each.getKey(), committed(each.getValue()), ends));
            }
            return lags.entrySet().stream()
                    .map(lag -> new Count(lag.getKey().topicName(), lag.getValue()))
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    synchronized void stop(@Observes Shutdown event) {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private Admin admin() {
        if (admin == null) {
            admin = kafka.admin();
        }
        return admin;
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        GROUPS.keySet().forEach(topic -> partitions(topic).forEach(each -> wanted.put(each, OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin().listOffsets(wanted).all());
        found.forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        return await(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private static long lag(
            Topic topic, Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> ends) {
        return partitions(topic).stream()
                .mapToLong(partition -> ends.getOrDefault(partition, 0L) - offset(committed.get(partition)))
                .sum();
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private static List<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
