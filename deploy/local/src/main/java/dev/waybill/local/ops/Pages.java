package dev.waybill.local.ops;

import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.calls.Reply;
import dev.waybill.local.ops.calls.Reply.Came;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Letters page by page: each service has its own place in its own list. */
record Pages(Peers peers, Criteria criteria) {
    private static final int LARGEST = 500;

    /** So many of each service, or all. */
    Replies ask(int limit, boolean all) throws InterruptedException {
        Criteria paged = criteria.and("limit", Integer.toString(all ? LARGEST : limit));
        Replies page = peers.ask(question(paged));
        List<Reply> replies = new ArrayList<>(page.all());
        while (all && goOn(page)) {
            Map<String, String> cursors = cursors(page);
            page = peers.askEach(service ->
                    Optional.ofNullable(cursors.get(service)).map(cursor -> question(paged.and("cursor", cursor))));
            replies.addAll(page.all());
        }
        return new Replies(replies);
    }

    /** Whether any of these has a next page. */
    static boolean goOn(Replies page) {
        return !cursors(page).isEmpty();
    }

    private static Map<String, String> cursors(Replies page) {
        Map<String, String> cursors = new HashMap<>();
        for (Came came : page.came()) {
            if (came.body().hasNonNull("next")) {
                cursors.put(came.service(), came.body().path("next").asText());
            }
        }
        return cursors;
    }

    private static Question question(Criteria criteria) {
        return Question.get(DeadLettersCommand.ROOT + criteria.query());
    }
}
