package dev.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code FAILURE-MATRIX.md}, beside the tests that write it. */
final class FailureMatrixDocument {
    private static final Path FILE = Path.of("FAILURE-MATRIX.md");
    private static final String INTRODUCTION = """
            # What fails, and how it ends

            Written by `FailureMatrixSystemTest`, which tries every cell on the running system and then has everything audited;
            not to be edited by hand. The rows are the steps and undos of the sagas as they were released
            (`order-service/src/test/resources/definitions`), each cell says how the order ended.

            | column | what is done to the step |
            |---|---|
            | crash before | whoever takes it is killed (`kill -9`) before, and finds it when it is back |
            | crash after | whoever takes it is killed as soon as what it has done is told |
            | duplicate | what asks for it and what tells of it are said twice more at once, and again in the end |
            | gateway in doubt | the bank does it, and its answer never comes |

            A step that asks nobody is taken by order-service: what asks for it is the reply, or the customer, that leads to it,
            and what tells of it is the public event.
            """;

    private FailureMatrixDocument() {}

    static void write(String tables) {
        try {
            Files.writeString(FILE, INTRODUCTION + tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
