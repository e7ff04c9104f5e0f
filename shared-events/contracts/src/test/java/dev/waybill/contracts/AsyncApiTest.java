package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AsyncAPI document says of topics and messages what the code says of them. */
class AsyncApiTest {

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = ContractFiles.asyncApi();
    }

    @Test
    void aChannelIsATopic() {
        assertThat(channels().keySet())
                .isEqualTo(Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void aChannelHasItsTopicsPartitionsRetentionAndDeadLetters(Topic topic) {
        JsonNode channel = channels().get(topic.topicName());
        JsonNode kafka = channel.at("/bindings/kafka");
        JsonNode configuration = kafka.get("topicConfiguration");
        Duration retention = topic.retention();

        assertThat(channel.get("x-dead-letter-topic").asText()).isEqualTo(topic.deadLetterTopicName());
        assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions());
        assertThat(configuration.at("/cleanup.policy/0").asText()).isEqualTo(retention == null ? "compact" : "delete");
        assertThat(configuration.path("retention.ms").asLong()).isEqualTo(retention == null ? 0 : retention.toMillis());
    }

    @ParameterizedTest
    @EnumSource
    void aChannelCarriesTheMessagesOfItsTopic(Topic topic) {
        Set<String> carried = channels()
                .get(topic.topicName())
                .get("messages")
                .valueStream()
                .map(message -> follow(message).get("name").asText())
                .collect(Collectors.toSet());

        assertThat(carried)
                .isEqualTo(Arrays.stream(MessageType.values())
                        .filter(type -> Examples.topicOf(type) == topic)
                        .map(MessageType::wireName)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsItsTypeAndSchema(MessageType type) {
        JsonNode message = messages().get(type.wireName());

        assertThat(message.get("title").asText()).isEqualTo(type.record().getSimpleName());
        assertThat(message.at("/payload/$ref").asText()).isEqualTo("./schemas/" + type.wireName() + ".schema.json");
    }

    @Test
    void thereIsNoMessageWithoutAType() {
        assertThat(messages()).hasSameSizeAs(MessageType.values());
    }

    @ParameterizedTest
    @EnumSource
    void theHeadersAreTheEnvelopes(MessageType type) {
        boolean event = Examples.of(type) instanceof OrderEvent;
        JsonNode headers =
                follow(follow(messages().get(type.wireName()).at("/traits/0")).get("headers"));
        JsonNode everyMessages = event ? follow(headers.at("/allOf/0")) : headers;
        Envelope envelope =
                new Envelope(Examples.SAGA, "", type.wireName(), "", Examples.PLACED, event ? 1L : null, "traceparent");

        Set<String> documented = names(everyMessages);
        documented.addAll(names(headers.at("/allOf/1")));
        assertThat(documented).isEqualTo(new HashSet<>(envelope.toHeaders().keySet()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references).hasSizeGreaterThan(MessageType.values().length);
        assertThat(references)
                .extracting(JsonNode::asText)
                .filteredOn(reference -> reference.startsWith("#"))
                .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
    }

    private static Set<String> names(JsonNode schema) {
        return schema.path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, JsonNode> channels() {
        return by("address", document.get("channels"));
    }

    private static Map<String, JsonNode> messages() {
        return by("name", document.at("/components/messages"));
    }

    private static Map<String, JsonNode> by(String field, JsonNode nodes) {
        return nodes.valueStream()
                .collect(Collectors.toMap(node -> node.get(field).asText(), Function.identity()));
    }

    private static JsonNode follow(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
