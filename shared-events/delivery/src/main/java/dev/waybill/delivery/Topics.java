package dev.waybill.delivery;

import dev.waybill.contracts.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that a service needs, as {@link Topic} states them, with a dead-letter topic beside each. */
public final class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final String DEAD_LETTER_RETENTION_MILLIS = String.valueOf(30L * 24 * 60 * 60 * 1000);
    /** Twice what the producer sends at most, which is several times an order of 1,200 long lines. */
    private static final String LARGEST_MESSAGE_BYTES = String.valueOf(8 * 1024 * 1024);

    private Topics() {}

    /**
     * @throws IllegalStateException if the broker can't be asked, or refuses
     */
    public static void createMissing(Admin admin, Collection<Topic> topics) {
        try {
            Set<String> existing = new HashSet<>(admin.listTopics().names().get());
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : topics) {
                missing.add(newTopic(topic));
                missing.add(deadLetterTopic(topic));
            }
            missing.removeIf(topic -> existing.contains(topic.name()));
            List<String> created = new ArrayList<>();
            for (var each : admin.createTopics(missing).values().entrySet()) {
                if (isCreated(each.getValue())) {
                    created.add(each.getKey());
                }
            }
            if (!created.isEmpty()) {
                LOG.infof("created topics %s", created);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /** Not so if another service has made it since we looked, which is as good. */
    private static boolean isCreated(KafkaFuture<Void> creation) throws ExecutionException, InterruptedException {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.topicName(), Optional.of(topic.partitions()), Optional.empty())
                .configs(
                        topic.retention() == null
                                ? Map.of("cleanup.policy", "compact", "max.message.bytes", LARGEST_MESSAGE_BYTES)
                                : deletedAfter(String.valueOf(topic.retention().toMillis())));
    }

    private static NewTopic deadLetterTopic(Topic topic) {
        return new NewTopic(topic.deadLetterTopicName(), Optional.of(1), Optional.empty())
                .configs(deletedAfter(DEAD_LETTER_RETENTION_MILLIS));
    }

    private static Map<String, String> deletedAfter(String millis) {
        return Map.of("cleanup.policy", "delete", "retention.ms", millis, "max.message.bytes", LARGEST_MESSAGE_BYTES);
    }
}
