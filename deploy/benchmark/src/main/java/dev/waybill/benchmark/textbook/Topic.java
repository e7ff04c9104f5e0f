package dev.waybill.benchmark.textbook;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics, with as many partitions each as there are consumers. */
enum Topic {
    INVENTORY("textbook.inventory"),
    PAYMENTS("textbook.payments"),
    REPLIES("textbook.replies"),
    EVENTS("textbook.events");

    static final int PARTITIONS = 4;

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    String topicName() {
        return topicName;
    }

    /** Drops what an earlier run has left, and makes all topics anew. */
    static void makeAnew(String kafka) {
        List<String> names = Arrays.stream(values()).map(Topic::topicName).toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            drop(admin, names);
            // The broker forgets a topic some time after it has said so.
            while (admin.listTopics().names().get().stream().anyMatch(names::contains)) {
                Thread.onSpinWait();
            }
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot make topics: " + e.getMessage(), e);
        }
    }

    private static void drop(Admin admin, List<String> names) throws InterruptedException, ExecutionException {
        for (var dropped : admin.deleteTopics(names).topicNameValues().values()) {
            try {
                dropped.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
    }
}
