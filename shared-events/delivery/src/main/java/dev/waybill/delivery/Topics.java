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
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that a service needs, as {@link Topic} states them, with a dead-letter topic beside each. */
public final class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final String DEAD_LETTER_RETENTION_MILLIS = String.valueOf(30L * 24 * 60 * 60 * 1000);

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
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get();
                LOG.infof(
                        "created topics %s",
                        missing.stream().map(NewTopic::name).toList());
            }
        } catch (ExecutionException e) {
            // Another service may have made one between the two calls: the next try will see it.
            String hint = e.getCause() instanceof TopicExistsException ? "made by another service just now" : "refused";
            throw new IllegalStateException("cannot create topics, " + hint + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.topicName(), Optional.of(topic.partitions()), Optional.empty())
                .configs(
                        topic.retention() == null
                                ? Map.of("cleanup.policy", "compact")
                                : Map.of(
                                        "cleanup.policy",
                                        "delete",
                                        "retention.ms",
                                        String.valueOf(topic.retention().toMillis())));
    }

    private static NewTopic deadLetterTopic(Topic topic) {
        return new NewTopic(topic.deadLetterTopicName(), Optional.of(1), Optional.empty())
                .configs(Map.of("cleanup.policy", "delete", "retention.ms", DEAD_LETTER_RETENTION_MILLIS));
    }
}
