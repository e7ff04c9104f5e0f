package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contracts.MessageCodec.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was once written must be readable for ever. A golden file is written once, with its type, and kept: if one of
 * these tests fails, it is the record that has to change back, not the file.
 */
class GoldenFilesTest {

    @ParameterizedTest
    @EnumSource
    void aGoldenFileReadsAsItsRecord(MessageType type) throws IOException {
        byte[] golden = bytes(ContractFiles.golden(type));

        assertThat(MessageCodec.decode(type.wireName(), golden)).isEqualTo(new Decoded.Known(Examples.of(type)));
    }

    @ParameterizedTest
    @EnumSource
    void aRecordIsWrittenAsItsGoldenFile(MessageType type) throws IOException {
        byte[] written = MessageCodec.encode(Examples.of(type));

        assertThat(ContractFiles.JSON.readTree(written)).isEqualTo(ContractFiles.golden(type));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldOfALaterReleaseIsIgnored(MessageType type) throws IOException {
        JsonNode golden = ContractFiles.golden(type);
        for (JsonNode object : golden.findParents("tenant")) {
            ((ObjectNode) object)
                    .put("giftWrapping", "red")
                    .putObject("loyalty")
                    .put("points", 12);
        }
        if (golden.get("request") instanceof ObjectNode request) {
            request.put("priority", 7);
        }

        assertThat(MessageCodec.decode(type.wireName(), bytes(golden))).isEqualTo(new Decoded.Known(Examples.of(type)));
    }

    @Test
    void thereIsNoGoldenFileWithoutAType() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/v1"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(MessageType.values())
                            .map(type -> type.wireName() + ".json")
                            .toList());
        }
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
