package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Exit;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.calls.Reply.Came;
import dev.waybill.local.ops.merging.Merge;
import dev.waybill.local.ops.showing.LetterTables;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts letters away for good. */
@Command(
        name = "discard",
        description = "Put letters away for good; what waits behind them stays unless it is selected itself.")
final class DiscardCommand implements Callable<Integer> {
    @Mixin
    private Session session = new Session();

    @Mixin
    private Which which = new Which();

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Reason reason = new Reason();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Criteria criteria = which.criteria(session);
        Instant now = Clock.systemUTC().instant();
        ObjectNode selection = which.counted(session, criteria, now);
        Peers peers = which.peers(session);
        return which.isSearch()
                ? discardFound(peers, criteria.until(now), selection).code()
                : discard(peers, selection).code();
    }

    /** Only where they were counted: a service that comes back meanwhile has more than somebody has agreed to. */
    private Exit discardFound(Peers peers, Criteria criteria, ObjectNode selection)
            throws InterruptedException, IOException {
        Replies found = peers.ask(Question.get(DeadLettersCommand.ROOT + "/groups" + criteria.query()));
        if (!found.refused().isEmpty() || found.came().isEmpty()) {
            return session.finish(found);
        }
        String what = LetterTables.letters(letters(found.came(), criteria));
        Exit agreed = consent.given(session, "This puts away %s for good".formatted(what));
        if (agreed != Exit.DONE) {
            return agreed;
        }
        Set<String> counted = found.came().stream().map(Came::service).collect(Collectors.toSet());
        return session.finish(found).or(discard(peers.only(counted), selection));
    }

    private Exit discard(Peers peers, ObjectNode selection) throws InterruptedException {
        ObjectNode order = selection.deepCopy().put("reason", reason.text());
        Replies replies = peers.ask(Question.post(DeadLettersCommand.ROOT + "/discards", order));
        long discarded = Merge.sum(replies.came(), "discarded");
        session.show(
                JsonNodeFactory.instance.objectNode().put("discarded", discarded),
                replies.came().isEmpty() ? "" : "discarded %s%n".formatted(LetterTables.letters(discarded)));
        return session.finish(replies).or(discarded == 0 && !which.isSearch() ? Exit.PROBLEM : Exit.DONE);
    }

    /** A search by group means its culprits; any other means also those behind that fit it. */
    static long letters(List<Came> groups, Criteria criteria) {
        Stream<String> counted =
                criteria.named().containsKey("group") ? Stream.of("count") : Stream.of("count", "behind");
        return counted.mapToLong(name -> groups.stream()
                        .flatMap(came -> came.body().path("groups").valueStream())
                        .mapToLong(group -> group.path(name).asLong())
                        .sum())
                .sum();
    }
}
