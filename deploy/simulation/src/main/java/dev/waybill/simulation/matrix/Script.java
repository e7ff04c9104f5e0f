package dev.waybill.simulation.matrix;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.Reply;
import dev.waybill.sagas.StepKind;
import dev.waybill.simulation.faults.Calm;
import dev.waybill.simulation.faults.GatewayMood;
import dev.waybill.simulation.faults.Point;
import dev.waybill.simulation.time.Timeline;
import java.util.List;

/** One trouble with one step, and otherwise calm. */
final class Script extends Calm {

    private static final List<Long> AN_HOUR_LATER = List.of(60 * Timeline.MINUTE);
    private static final List<Long> A_LITTLE_LATER = List.of(2 * Timeline.SECOND);
    private static final List<Long> THREE_TIMES =
            List.of(5 * Timeline.MILLISECOND, 6 * Timeline.MILLISECOND, 2 * Timeline.SECOND);
    private static final int LOST_ANSWERS = 3;

    private final Target target;
    private final Trouble trouble;
    private boolean armed;
    private boolean met;

    Script(Target target, Trouble trouble) {
        this.target = target;
        this.trouble = trouble;
    }

    /** The transaction that begins now is the one that decides; it has no message that would tell. */
    void arm() {
        armed = true;
    }

    @Override
    public boolean crashes(Point point, List<Message> about) {
        Point wanted =
                switch (trouble) {
                    case CRASH_BEFORE -> Point.BEFORE_COMMIT;
                    case CRASH_AFTER -> Point.AFTER_COMMIT;
                    case TIME_OUT, DUPLICATE, LATE_REPLY, REFUSAL, GATEWAY_IN_DOUBT -> null;
                };
        boolean now = point == wanted && !met && isTheOne(about);
        met |= now;
        return now;
    }

    private boolean isTheOne(List<Message> about) {
        if (target.asksSomebody()) {
            return about.stream().anyMatch(target::isRequest);
        }
        return target.isPlacing()
                ? about.stream().anyMatch(message -> message instanceof Reply.PaymentAuthorized)
                : armed && about.isEmpty();
    }

    @Override
    public List<Long> deliveries(Message message) {
        boolean silent = target.isRequest(message) && trouble == Trouble.TIME_OUT;
        boolean unheard = target.isReply(message) && trouble == Trouble.LATE_REPLY;
        if (silent || unheard) {
            met = true;
            return AN_HOUR_LATER;
        }
        if (target.isRequest(message) && trouble == Trouble.DUPLICATE) {
            met = true;
            return THREE_TIMES;
        }
        // Time enough to call off what is asked and not yet answered.
        boolean calledOffMeanwhile = target.undo() && message instanceof Reply.PaymentAuthorized;
        return calledOffMeanwhile ? A_LITTLE_LATER : super.deliveries(message);
    }

    @Override
    public boolean takenByTwo(Message message) {
        return trouble == Trouble.DUPLICATE && target.isRequest(message);
    }

    @Override
    public GatewayMood gateway(String key, int call) {
        boolean lost =
                trouble == Trouble.GATEWAY_IN_DOUBT && call <= LOST_ANSWERS && key.endsWith(":" + target.operation());
        met |= lost;
        return lost ? GatewayMood.SILENT : GatewayMood.ANSWERS;
    }

    /** Whether stock, or the card, shall not be enough. */
    boolean refuses(String step) {
        boolean refused = trouble == Trouble.REFUSAL
                && !target.undo()
                && target.kind() == StepKind.COMPENSATABLE
                && target.step().equals(step);
        met |= refused;
        return refused;
    }

    /** Whether the trouble has come at all. */
    boolean wasMet() {
        return met;
    }
}
