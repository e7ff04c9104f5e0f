package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.merging.Merge;
import dev.waybill.local.ops.showing.Details;
import dev.waybill.local.ops.showing.SagaTables;
import dev.waybill.local.stack.ServiceKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sagas, which the order service has: looks at them, and helps them. */
@Command(
        name = "sagas",
        description = "What carries orders through: list them, look at one, and help one that is stuck.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SagasCommand {
    static final String ROOT = "/ops/sagas";

    @Command(name = "list", description = "Sagas, oldest first.")
    int list(
            @Mixin Session session,
            @Option(
                            names = "--standing",
                            paramLabel = "WHICH",
                            defaultValue = "open",
                            description = "open, overdue, parked or paused (default: open)")
                    String standing,
            @Option(names = "--definition", paramLabel = "NAME", description = "such as place-order") @Nullable
                    String definition,
            @Mixin Limit limit)
            throws InterruptedException {
        Criteria criteria = Criteria.none()
                .and("standing", standing)
                .and("definition", definition)
                .and("limit", Integer.toString(limit.most()));
        Replies replies = orders(session).ask(Question.get(ROOT + criteria.query()));
        ArrayNode sagas = Merge.all(replies.came(), "sagas");
        session.show("sagas", sagas, SagaTables.sagas(sagas), replies);
        if (Pages.goOn(replies)) {
            session.say("There are more: --limit shows so many.");
        }
        return session.finish(replies).code();
    }

    @Command(name = "show", description = "All of one saga: its steps, what it asks of whom, the story of its order.")
    int show(@Mixin Session session, @Parameters(paramLabel = "ID") UUID id) throws InterruptedException {
        return answer(session, Question.get(ROOT + "/" + id));
    }

    @Command(name = "retry", description = "Send what is open again now, and be patient with it anew.")
    int retry(@Mixin Session session, @Mixin OneSaga saga) throws InterruptedException {
        return answer(session, saga.question("retry"));
    }

    @Command(name = "compensate", description = "Turn it round; its customer can read the reason.")
    int compensate(@Mixin Session session, @Mixin OneSaga saga) throws InterruptedException {
        return answer(session, saga.question("compensate"));
    }

    @Command(name = "skip", description = "Count a stuck step as done or as undone; you vouch for what it would do.")
    int skip(
            @Mixin Session session,
            @Mixin OneSaga saga,
            @Option(names = "--step", required = true, paramLabel = "NAME", description = "such as authorize-payment")
                    String step)
            throws InterruptedException {
        return answer(session, saga.question("skip", step));
    }

    @Command(name = "pause", description = "Ask nobody for anything new; answers are taken.")
    int pause(@Mixin Session session, @Mixin SagasOrOne sagas) throws InterruptedException {
        return sagas.pause(session);
    }

    @Command(name = "resume", description = "Go on; what is open is sent again.")
    int resume(@Mixin Session session, @Mixin SagasOrOne sagas) throws InterruptedException {
        return sagas.resume(session);
    }

    /** Asks for something that is answered with a saga. */
    static int answer(Session session, Question question) throws InterruptedException {
        Replies replies = orders(session).ask(question);
        if (!replies.came().isEmpty()) {
            JsonNode saga = replies.came().getFirst().body();
            session.show(saga, Details.saga(saga));
        }
        return session.finish(replies).code();
    }

    static Peers orders(Session session) {
        return session.peers().only(ServiceKind.ORDERS.module());
    }
}
