package dev.waybill.audit;

import dev.waybill.audit.Leftovers.DeadLetter;
import dev.waybill.audit.Leftovers.Outbox;
import java.util.List;

/**
 * A system at rest owes nobody a message, and has put none aside but those that a test has planted, and those that were
 * replayed.
 */
final class NothingLeft {
    private NothingLeft() {}

    static List<Violation> check(Leftovers leftovers) {
        Findings findings = new Findings("rest");
        for (Outbox outbox : leftovers.outboxes()) {
            findings.unless(outbox.messages() == 0, "an outbox is empty in the end", outbox);
        }
        for (DeadLetter letter : leftovers.deadLetters()) {
            findings.unless(!letter.isLeft(), "there are no dead letters", letter);
        }
        return findings.all();
    }
}
