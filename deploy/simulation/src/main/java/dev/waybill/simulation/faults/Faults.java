package dev.waybill.simulation.faults;

import dev.waybill.contracts.Message;
import java.util.List;

/** What goes wrong. Times are in microseconds. */
public interface Faults {

    /** Whether the process ends at this point of the work that these messages, if any, have caused. */
    boolean crashes(Point point, List<Message> about);

    /** Whether a commit is done, and whoever asked for it hears of a broken connection. */
    boolean commitAnswerLost();

    /**
     * How long a transaction takes from its locks to its commit.
     *
     * @param service whose database it is
     */
    long working(String service);

    /**
     * Until the broker has a message.
     *
     * @param publicFacts whether it is one; their topic has partitions, and so troubles, of its own
     */
    long sending(boolean publicFacts);

    /** Until the sender knows that it has. */
    long acknowledging();

    /**
     * When a command or reply reaches its reader, from now: once for each time that it does. Never, if its reader can't handle
     * it now and sets it aside: then only asking anew helps.
     */
    List<Long> deliveries(Message message);

    /** Whether two consumers take the message at the same time, as in a rebalance. */
    boolean takenByTwo(Message message);

    /** Whether the message comes to the replica whose partition it is not, or is not any more. */
    boolean takenByOther(Message message);

    /** Whether the broker takes nothing now. */
    boolean brokerAway();

    /** How long a process that has ended is away. */
    long restarting();

    /** @param call how often the key was asked for, from 1 */
    GatewayMood gateway(String key, int call);

    /** Whether an HTTP answer reaches its caller. */
    boolean answerLost();
}
