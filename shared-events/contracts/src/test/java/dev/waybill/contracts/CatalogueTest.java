package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue, README.md, says everything, and nothing that is not so. */
class CatalogueTest {

    private static final Pattern SECTION = Pattern.compile("(?ms)^### (\\w+)\n(.*?)(?=^##|\\z)");
    private static final Pattern NAME = Pattern.compile("\\A\n`([a-z0-9.-]+)`");
    private static final Pattern JSON = Pattern.compile("(?s)```json\n(.*?)```");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

    private static String catalogue;

    @BeforeAll
    static void read() throws IOException {
        catalogue = ContractFiles.catalogue();
    }

    @ParameterizedTest
    @EnumSource
    void everyTopicHasItsRow(Topic topic) {
        Duration retention = topic.retention();
        String kept = retention == null ? "compacted" : retention.toDays() + " days";

        assertThat(catalogue.lines().filter(line -> line.startsWith("| `" + topic.topicName() + "` |")))
                .singleElement()
                .asString()
                .endsWith("| %d | %s |".formatted(topic.partitions(), kept));
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageHasItsSectionWithItsNameAndGoldenExample(MessageType type) throws IOException {
        String section = section(type.record().getSimpleName());

        assertThat(only(NAME, section)).isEqualTo(type.wireName());
        assertThat(ContractFiles.JSON.readTree(only(JSON, section))).isEqualTo(ContractFiles.golden(type));
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfAMessageIsExplained(MessageType type) throws IOException {
        String section = section(type.record().getSimpleName());
        for (JsonNode object : ContractFiles.golden(type).findParents("tenant")) {
            for (var field : object.properties()) {
                String row = "| `" + field.getKey() + "` |";
                assertThat(section.contains(row) || section("Fields").contains(row))
                        .as("%s is explained", field.getKey())
                        .isTrue();
            }
        }
    }

    @Test
    void noSectionIsLeftOfAMessageThatIsNoMore() {
        assertThat(SECTION.matcher(catalogue).results().map(section -> section.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MessageType.values())
                        .map(type -> type.record().getSimpleName())
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyHeaderHasItsRow() {
        Envelope full = new Envelope(Examples.SAGA, "", "", "", Examples.PLACED, 1L, "");

        assertThat(full.toHeaders().keySet()).allMatch(header -> catalogue.contains("| `" + header + "` |"));
    }

    @Test
    void theExampleIsTheOneThatRuns() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/waybill/contracts/ConfirmedOrders.java"));

        assertThat(source).contains(only(JAVA, catalogue).indent(4).replaceAll("(?m)^ +$", ""));
    }

    @Test
    void theOrderOfTheExamplesIsOnTheSlotAndPartitionSaid() {
        int slot = (int) (Examples.ORDER.getMostSignificantBits() & 0xFFF);

        assertThat(catalogue)
                .contains("slot %d".formatted(slot))
                .contains("partition %d".formatted(Topic.ORDER_EVENTS.partitionOfSlot(slot)));
    }

    private static String section(String title) {
        Pattern section = Pattern.compile("(?ms)^##+ " + title + "\n(.*?)(?=^##|\\z)");
        return only(section, catalogue);
    }

    private static String only(Pattern pattern, String text) {
        assertThat(pattern.matcher(text).results()).as("%s", pattern).hasSize(1);
        return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
    }
}
