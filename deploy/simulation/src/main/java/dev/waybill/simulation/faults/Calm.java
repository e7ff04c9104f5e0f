package dev.waybill.simulation.faults;

import dev.waybill.contracts.Message;
import dev.waybill.simulation.time.Timeline;
import java.util.List;

/** Nothing goes wrong, and everything takes its usual time. */
public class Calm implements Faults {

    private static final List<Long> ONCE = List.of(5 * Timeline.MILLISECOND);

    @Override
    public boolean crashes(Point point, List<Message> about) {
        return false;
    }

    @Override
    public boolean commitAnswerLost() {
        return false;
    }

    @Override
    public long working(String service) {
        return Timeline.MILLISECOND;
    }

    @Override
    public long sending(boolean publicFacts) {
        return Timeline.MILLISECOND;
    }

    @Override
    public long acknowledging() {
        return Timeline.MILLISECOND;
    }

    @Override
    public List<Long> deliveries(Message message) {
        return ONCE;
    }

    @Override
    public boolean takenByTwo(Message message) {
        return false;
    }

    @Override
    public boolean takenByOther(Message message) {
        return false;
    }

    @Override
    public boolean brokerAway() {
        return false;
    }

    @Override
    public long restarting() {
        return Timeline.SECOND;
    }

    @Override
    public GatewayMood gateway(String key, int call) {
        return GatewayMood.ANSWERS;
    }

    @Override
    public boolean answerLost() {
        return false;
    }
}
