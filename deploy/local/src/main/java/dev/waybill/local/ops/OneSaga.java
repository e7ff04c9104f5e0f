package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Question;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which saga something is to be done with, and why. */
final class OneSaga {
    @Parameters(paramLabel = "ID")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Reason reason = new Reason();

    Question question(String verb) {
        return question(verb, reason.json());
    }

    /** With the step that it is about. */
    Question question(String verb, String step) {
        return question(verb, reason.json().put("step", step));
    }

    private Question question(String verb, ObjectNode body) {
        return Question.post("%s/%s/%s".formatted(SagasCommand.ROOT, id, verb), body);
    }
}
