package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waybill.local.ops.calls.Exit;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.merging.Merge;
import dev.waybill.local.ops.showing.AuditTables;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the books of all services are right. */
@Command(
        name = "audit",
        description = "What the services' last audits have found; exit code 1 if anything is not as it should be.")
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private Session session = new Session();

    @Option(names = "--now", description = "have the audits made now, and wait for them")
    private boolean now;

    @Override
    public Integer call() throws InterruptedException {
        Replies replies = session.peers().ask(now ? Question.post("/ops/audit:run") : Question.get("/ops/audit"));
        ArrayNode audits = Merge.named(replies.came());
        session.show("audits", audits, AuditTables.of(audits), replies);
        return verdict(audits, session.finish(replies)).code();
    }

    /** That there is a drift matters more than that something else is away; what was not checked is on a shard that is. */
    static Exit verdict(JsonNode audits, Exit asked) {
        Set<String> verdicts = audits.valueStream()
                .map(audit -> audit.path("verdict").asText().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (verdicts.contains("drifting")) {
            return Exit.PROBLEM;
        }
        return verdicts.contains("not_checked") ? Exit.AWAY : asked;
    }
}
