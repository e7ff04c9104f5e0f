package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Question;
import java.util.UUID;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which saga something is to be done with, and why. */
final class OneSaga {
    @Parameters(paramLabel = "ID")
    private UUID id = new UUID(0, 0);

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is put on record")
    private String reason = "";

    Question question(String verb) {
        return question(verb, Wishes.because(reason));
    }

    /** With the step that it is about. */
    Question question(String verb, String step) {
        return question(verb, Wishes.because(reason).put("step", step));
    }

    private Question question(String verb, ObjectNode body) {
        return Question.post("%s/%s/%s".formatted(SagasCommand.ROOT, id, verb), body);
    }
}
