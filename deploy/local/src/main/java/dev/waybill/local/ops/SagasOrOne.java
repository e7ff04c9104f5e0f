package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.showing.SagaTables;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which sagas are to stop, or to go on, and why. */
final class SagasOrOne {
    private static final String PAUSES = "/ops/pauses/";

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin
    private Reason reason = new Reason();

    /** One of the two. */
    static final class Which {
        @Parameters(paramLabel = "ID", description = "one saga")
        private @Nullable UUID id;

        @Option(
                names = "--definition",
                required = true,
                description = "all of a definition, such as place-order, or all")
        private @Nullable String definition;
    }

    int pause(Session session) throws InterruptedException {
        return which.definition == null
                ? SagasCommand.answer(session, ofOne("pause"))
                : ofAll(session, Question.put(pauses(which.definition), reason.json()));
    }

    int resume(Session session) throws InterruptedException {
        Criteria why = Criteria.none().and("reason", reason.text());
        return which.definition == null
                ? SagasCommand.answer(session, ofOne("resume"))
                : ofAll(session, Question.delete(pauses(which.definition) + why.query()));
    }

    private static String pauses(String definition) {
        return PAUSES + URLEncoder.encode(definition, StandardCharsets.UTF_8);
    }

    private Question ofOne(String verb) {
        return Question.post("%s/%s/%s".formatted(SagasCommand.ROOT, which.id, verb), reason.json());
    }

    private static int ofAll(Session session, Question question) throws InterruptedException {
        Replies replies = SagasCommand.orders(session).ask(question);
        if (!replies.came().isEmpty()) {
            JsonNode everywhere = replies.came().getFirst().body();
            session.show(everywhere, SagaTables.shards(everywhere));
        }
        return session.finish(replies).code();
    }
}
