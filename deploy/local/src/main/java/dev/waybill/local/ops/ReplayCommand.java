package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Exit;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.calls.Reply.Came;
import dev.waybill.local.ops.merging.Merge;
import dev.waybill.local.ops.merging.MergedReplays;
import dev.waybill.local.ops.showing.LetterTables;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies letters again, in each service that has some of them, as one replay. */
@Command(name = "replay", description = "Apply letters again, with what waits behind them, in order.")
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private Session session = new Session();

    @Mixin
    private Which which = new Which();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Reason reason = new Reason();

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "100",
            description = "letters, in each service (default: 100)")
    private int perSecond = 100;

    @Option(
            names = "--stop-at-error-percent",
            paramLabel = "N",
            defaultValue = "20",
            description = "stop when so many in a hundred have failed again (default: 20)")
    private int stopAtErrorPercent = 20;

    @Option(names = "--id", description = "repeat a request that not everybody got, under the id that it had")
    private UUID id = UUID.randomUUID();

    @Option(names = "--wait", description = "until it has ended, and say how far it is")
    private boolean wait;

    @Override
    public Integer call() throws InterruptedException, IOException {
        ObjectNode selection = which.counted(
                session, which.criteria(session), Clock.systemUTC().instant());
        Peers peers = which.peers(session);
        Replies planned = peers.ask(Question.post(DeadLettersCommand.ROOT + "/plan", selection));
        if (planned.came().isEmpty() || !planned.refused().isEmpty()) {
            return session.finish(planned).code();
        }
        JsonNode plan = Merge.plan(planned.came());
        if (plan.path("count").asLong() == 0) {
            session.say("There is nothing to replay.");
            return session.finish(planned).or(Wishes.found(which, plan)).code();
        }
        Exit agreed =
                which.isSearch() ? consent.given(session, "This replays " + LetterTables.inWords(plan)) : Exit.DONE;
        if (agreed != Exit.DONE) {
            return agreed.code();
        }
        return session.finish(planned)
                .or(begin(concerned(peers, planned), selection))
                .code();
    }

    /** A service that has none of them is not troubled. */
    private static Peers concerned(Peers peers, Replies planned) {
        Set<String> services = planned.came().stream()
                .filter(came -> came.body().path("count").asLong() > 0)
                .map(Came::service)
                .collect(Collectors.toSet());
        return peers.only(services);
    }

    private Exit begin(Peers peers, ObjectNode selection) throws InterruptedException {
        ObjectNode order = selection
                .deepCopy()
                .put("id", id.toString())
                .put("reason", reason.text())
                .put("perSecond", perSecond)
                .put("stopAtErrorPercent", stopAtErrorPercent);
        Replies begun =
                peers.askEach(service -> Optional.of(Question.post(DeadLettersCommand.ROOT + "/replays", order)));
        Exit exit = session.finish(begun);
        List<Came> came = begun.came();
        if (came.isEmpty()) {
            return exit;
        }
        if (wait) {
            return exit.or(new ReplayWatch(session, peers).await(id));
        }
        JsonNode replay = MergedReplays.one(came);
        session.show(replay, "replay %s %s%n".formatted(id, LetterTables.progress(replay)));
        return exit;
    }
}
