package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.waybill.contracts.MessageCodec.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas say of a message what the records say of it. */
class SchemasTest {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    @ParameterizedTest
    @EnumSource
    void aGoldenFileIsValid(MessageType type) throws IOException {
        assertThat(schemaOf(type).validate(ContractFiles.golden(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaHasTheFieldsOfTheRecord(MessageType type) throws IOException {
        JsonNode schema = ContractFiles.schema(type);

        assertThat(schema.get("title").asText()).isEqualTo(type.record().getSimpleName());
        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Arrays.stream(type.record().getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void aFieldIsRequiredWhereTheRecordRequiresIt(MessageType type) throws IOException {
        forEachField(type, (object, field) -> object.remove(field));
    }

    @ParameterizedTest
    @EnumSource
    void noFieldMayBeNullThatTheRecordRefuses(MessageType type) throws IOException {
        forEachField(type, (object, field) -> object.putNull(field));
    }

    @ParameterizedTest
    @EnumSource
    void aFractionIsNoField(MessageType type) throws IOException {
        forEachField(type, (object, field) -> {
            if (object.get(field).isNumber()) {
                object.put(field, 2.5);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFieldMoreIsValid(MessageType type) throws IOException {
        ObjectNode message = (ObjectNode) ContractFiles.golden(type);
        for (JsonNode object : objectsIn(message)) {
            ((ObjectNode) object).put("giftWrapping", "red");
        }

        assertThat(schemaOf(type).validate(message)).isEmpty();
    }

    @Test
    void thereIsNoSchemaWithoutAType() throws IOException {
        Stream<String> expected = Stream.concat(
                Stream.of("definitions.schema.json"),
                Arrays.stream(MessageType.values()).map(type -> type.wireName() + ".schema.json"));
        try (Stream<Path> files = Files.list(Path.of("src/main/resources" + ContractFiles.SCHEMAS))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected.toList());
        }
    }

    @Test
    void theReasonsAreThoseOfTheEnum() throws IOException {
        JsonNode reasons = ContractFiles.schema(MessageType.STOCK_REJECTED).at("/properties/reason/enum");

        assertThat(reasons)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Arrays.stream(StockRejectionReason.values())
                        .map(Enum::name)
                        .toList());
    }

    /** Change one field of the golden file at a time, at every depth; schema and codec must judge the same. */
    private static void forEachField(MessageType type, BiConsumer<ObjectNode, String> change) throws IOException {
        JsonSchema schema = schemaOf(type);
        JsonNode message = ContractFiles.golden(type);
        for (JsonNode object : objectsIn(message)) {
            List<String> fields =
                    object.properties().stream().map(Map.Entry::getKey).toList();
            for (String field : fields) {
                JsonNode kept = object.get(field);
                change.accept((ObjectNode) object, field);
                assertThat(schema.validate(message).isEmpty())
                        .as("%s: %s is valid, as it is readable", type, message)
                        .isEqualTo(isReadable(type, message));
                ((ObjectNode) object).set(field, kept);
            }
        }
    }

    private static boolean isReadable(MessageType type, JsonNode message) {
        byte[] data = message.toString().getBytes(StandardCharsets.UTF_8);
        return MessageCodec.decode(type.wireName(), data) instanceof Decoded.Known;
    }

    private static List<JsonNode> objectsIn(JsonNode node) {
        Stream<JsonNode> self = node.isObject() ? Stream.of(node) : Stream.empty();
        return Stream.concat(self, node.valueStream().flatMap(child -> objectsIn(child).stream()))
                .toList();
    }

    private static JsonSchema schemaOf(MessageType type) {
        SchemaLocation location =
                SchemaLocation.of("classpath:" + ContractFiles.SCHEMAS.substring(1) + type.wireName() + ".schema.json");
        return SCHEMAS.getSchema(location, STRICT);
    }
}
