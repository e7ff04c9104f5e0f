package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.merging.Merge;
import dev.waybill.local.ops.merging.MergedGroups;
import dev.waybill.local.ops.showing.Details;
import dev.waybill.local.ops.showing.LetterTables;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at dead letters. What is done with them has commands of its own. */
@Command(
        name = "dead-letters",
        description = "Messages that could not be handled, and those that wait behind them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {ReplayCommand.class, ReplaysCommand.class, DiscardCommand.class, EditCommand.class})
final class DeadLettersCommand {
    static final String ROOT = "/ops/dead-letters";

    private static final int SHOWN_OF_A_PLAN = 20;

    @Command(name = "list", description = "Letters, newest last failure first.")
    int list(
            @Mixin Session session,
            @Mixin Search search,
            @Mixin Limit limit,
            @Option(names = "--all", description = "all of them, however many") boolean all)
            throws InterruptedException {
        Peers peers = search.peers(session);
        Criteria criteria = search.criteria(session);
        Replies replies = new Pages(peers, criteria).ask(limit.most(), all);
        ArrayNode letters = Merge.letters(replies.came());
        ArrayNode shown = all ? letters : Merge.first(letters, limit.most());
        session.show("letters", shown, LetterTables.letters(shown), replies);
        if (!all && (shown.size() < letters.size() || Pages.goOn(replies))) {
            session.say("There are more: --all lists them, --limit so many.");
        }
        return session.finish(replies).code();
    }

    @Command(name = "groups", description = "One row for all letters of one cause, the largest first.")
    int groups(@Mixin Session session, @Mixin Search search) throws InterruptedException {
        Peers peers = search.peers(session);
        Criteria criteria = search.criteria(session);
        Replies replies = peers.ask(Question.get(ROOT + "/groups" + criteria.query()));
        ArrayNode groups = MergedGroups.of(replies.came());
        session.show("groups", groups, LetterTables.groups(groups), replies);
        return session.finish(replies).code();
    }

    @Command(name = "show", description = "All of one letter: its message, why it failed, what was done with it.")
    int show(@Mixin Session session, @Parameters(paramLabel = "ID") UUID id) throws InterruptedException {
        Replies replies = find(session.peers(), id);
        if (!replies.came().isEmpty()) {
            JsonNode letter = replies.came().getFirst().body();
            session.show(letter, Details.letter(letter));
        }
        return session.finish(replies).code();
    }

    @Command(
            name = "actions",
            description = "What ops has done to letters by hand: who, when, what and why; newest first.")
    int actions(@Mixin Session session, @Mixin Limit limit) throws InterruptedException {
        Replies replies = session.peers().ask(Question.get(ROOT + "/actions?limit=" + limit.most()));
        ArrayNode actions = Merge.first(Merge.actions(replies.came()), limit.most());
        session.show("actions", actions, LetterTables.actions(actions), replies);
        return session.finish(replies).code();
    }

    /** Only one service can have it, so once it is found nobody else matters. */
    static Replies find(Peers peers, UUID id) throws InterruptedException {
        Replies replies = peers.ask(Question.get(ROOT + "/" + id));
        return replies.came().isEmpty() ? replies : new Replies(List.copyOf(replies.came()));
    }

    @Command(name = "plan", description = "What a replay would come to; changes nothing.")
    int plan(
            @Mixin Session session,
            @Mixin Which which,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "" + SHOWN_OF_A_PLAN,
                            description = "show so many of each verdict (default: 20; a service names 100 at most)")
                    int limit)
            throws InterruptedException {
        ObjectNode selection = which.selection(session, which.criteria(session));
        Peers peers = which.peers(session);
        Replies replies = peers.ask(Question.post(ROOT + "/plan", selection));
        ObjectNode plan = Merge.plan(replies.came());
        session.show(plan, replies.came().isEmpty() ? "" : LetterTables.plan(plan, limit));
        return session.finish(replies).or(Wishes.found(which, plan)).code();
    }
}
