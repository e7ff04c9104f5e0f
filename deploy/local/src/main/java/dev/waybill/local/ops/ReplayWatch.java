package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.ops.calls.Exit;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.merging.MergedReplays;
import dev.waybill.local.ops.showing.LetterTables;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Waits for the end of a replay, with a line that says how far it is. */
final class ReplayWatch {
    private static final long PAUSE_MS = 500;

    /** A service that is started again carries its replays on, so half a minute's absence is no end. */
    private static final int MOST_ABSENCES = 60;

    private final Session session;
    private final Peers peers;
    private String shown = "";

    /**
     * @param peers those that carry it out
     */
    ReplayWatch(Session session, Peers peers) {
        this.session = session;
        this.peers = peers;
    }

    Exit await(UUID id) throws InterruptedException {
        Question question = Question.get(DeadLettersCommand.ROOT + "/replays/" + id);
        Replies replies = ask(question);
        for (int absences = 0; goesOn(replies, absences); replies = ask(question)) {
            absences = replies.exit() == Exit.DONE ? 0 : absences + 1;
            progress(MergedReplays.one(replies.came()));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        JsonNode replay = MergedReplays.one(replies.came());
        endLine();
        if (!replay.isMissingNode()) {
            session.show(replay, "replay %s %s%n".formatted(id, LetterTables.progress(replay)));
        }
        return session.finish(replies).or(verdict(replay));
    }

    /** One that would not begin it does not know it. */
    private Replies ask(Question question) throws InterruptedException {
        return peers.ask(question).ofThoseThatCan();
    }

    private static boolean goesOn(Replies replies, int absences) {
        boolean runs = MergedReplays.one(replies.came()).path("status").asText().equals("running");
        return replies.exit() == Exit.DONE ? runs : replies.exit() == Exit.AWAY && absences < MOST_ABSENCES;
    }

    /** Letters that failed again are parked again: somebody has to look at them. */
    static Exit verdict(JsonNode replay) {
        boolean well = replay.path("status").asText().equals("finished")
                && replay.path("failed").asLong() == 0;
        return well ? Exit.DONE : Exit.PROBLEM;
    }

    private void progress(JsonNode replay) {
        String line = replay.isMissingNode() ? "nobody answers" : LetterTables.progress(replay);
        if (line.equals(shown)) {
            return;
        }
        shown = line;
        if (isTerminal()) {
            session.err().print("\r\033[K" + line);
            session.err().flush();
        } else {
            session.say(line);
        }
    }

    private void endLine() {
        if (isTerminal() && !shown.isEmpty()) {
            session.say("");
        }
    }

    private static boolean isTerminal() {
        return Boolean.getBoolean("waybill.terminal");
    }
}
