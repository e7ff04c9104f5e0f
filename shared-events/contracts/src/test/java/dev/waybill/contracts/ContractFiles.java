package dev.waybill.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that state the contract beside the records. */
final class ContractFiles {

    static final String GOLDEN = "/golden/v1/";
    static final String SCHEMAS = "/dev/waybill/contracts/schemas/";
    static final JsonMapper JSON = new JsonMapper();

    private ContractFiles() {}

    static JsonNode golden(MessageType type) throws IOException {
        return json(GOLDEN + type.wireName() + ".json");
    }

    static JsonNode schema(MessageType type) throws IOException {
        return json(SCHEMAS + type.wireName() + ".schema.json");
    }

    static JsonNode asyncApi() throws IOException {
        return new YAMLMapper().readTree(text("/dev/waybill/contracts/asyncapi.yaml"));
    }

    static String catalogue() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    static JsonNode json(String resource) throws IOException {
        return JSON.readTree(text(resource));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = ContractFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
