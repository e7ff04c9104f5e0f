package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.shards.Shard;
import java.util.List;

/** Says what handling messages would come to now, by the service's own decision, without writing or locking anything. */
@FunctionalInterface
public interface Foretelling<M extends Message> {

    /**
     * @param messages in the order in which they would be handled
     * @return one for each, in that order
     */
    List<Foretold> foretell(Shard shard, List<Received<M>> messages);

    /**
     * What would become of one message.
     *
     * @param why a sentence
     */
    record Foretold(Verdict verdict, String why) {
        public static Foretold applies(String why) {
            return new Foretold(Verdict.WILL_APPLY, why);
        }

        public static Foretold repeats(String why) {
            return new Foretold(Verdict.DUPLICATE, why);
        }

        public static Foretold comesTooLate(String why) {
            return new Foretold(Verdict.FENCED, why);
        }

        public static Foretold isRefused(RuntimeException failure) {
            return new Foretold(Verdict.REJECTED, "It would be refused: " + failure.getMessage());
        }
    }

    /** The kinds of what may become of a letter that is replayed. */
    enum Verdict {
        WILL_APPLY,
        /** Its work is done already; at most it is answered again. */
        DUPLICATE,
        /** It comes too late, and changes nothing. */
        FENCED,
        /** An older message of its order would still be parked. */
        NEEDS_PREDECESSOR,
        /** It can't be read as a message that belongs here. */
        UNREADABLE,
        /** It contradicts what has happened, and would fail again. */
        REJECTED
    }
}
