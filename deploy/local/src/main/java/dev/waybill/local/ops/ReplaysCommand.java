package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.merging.Merge;
import dev.waybill.local.ops.merging.MergedReplays;
import dev.waybill.local.ops.showing.LetterTables;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists replays, ends them, and lets them go on. */
@Command(name = "replays", description = "Replays, newest first; cancel one, or resume one that has stopped.")
final class ReplaysCommand implements Callable<Integer> {
    private static final String ROOT = DeadLettersCommand.ROOT + "/replays";

    @Mixin
    private Session session = new Session();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "so many (default: 20)")
    private int limit = 20;

    @Override
    public Integer call() throws InterruptedException {
        Replies replies = session.peers().ask(Question.get(ROOT + "?limit=" + limit));
        ArrayNode replays = Merge.first(MergedReplays.of(replies.came()), limit);
        session.show("replays", replays, LetterTables.replays(replays), replies);
        return session.finish(replies).code();
    }

    @Command(name = "cancel", description = "End a replay; what it has not done stays parked.")
    int cancel(@Mixin Session here, @Parameters(paramLabel = "ID") UUID id, @Mixin Reason reason)
            throws InterruptedException {
        return tell(here, id, "cancel", reason);
    }

    @Command(name = "resume", description = "Let a replay that stopped or was cancelled go on with what is left.")
    int resume(@Mixin Session here, @Parameters(paramLabel = "ID") UUID id, @Mixin Reason reason)
            throws InterruptedException {
        return tell(here, id, "resume", reason);
    }

    /** Services that have no part in it, or whose part has ended, do not hinder the others. */
    private static int tell(Session session, UUID id, String verb, Reason reason) throws InterruptedException {
        Replies replies = session.peers()
                .ask(Question.post("%s/%s/%s".formatted(ROOT, id, verb), reason.json()))
                .ofThoseThatCan();
        if (!replies.came().isEmpty()) {
            JsonNode replay = MergedReplays.one(replies.came());
            session.show(replay, "replay %s %s%n".formatted(id, LetterTables.progress(replay)));
        }
        return session.finish(replies).code();
    }
}
