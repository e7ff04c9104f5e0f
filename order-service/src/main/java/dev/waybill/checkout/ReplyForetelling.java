package dev.waybill.checkout;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.consuming.Foretelling;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.sagas.Decision;
import dev.waybill.shards.Shard;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What replies would do to their sagas, by the decision that would be made. One statement. */
final class ReplyForetelling implements Foretelling<Reply> {

    private final Clock clock;

    ReplyForetelling(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Foretold> foretell(Shard shard, List<Received<Reply>> messages) {
        Sagas.Ids ids = new Sagas.Ids(messages.stream()
                .map(reply -> reply.message().request().sagaId())
                .distinct()
                .toList());
        return foretell(new SagaBatch(shard.run(Sagas.READ, ids), Map.of(), clock.instant()), messages);
    }

    static List<Foretold> foretell(SagaBatch sagas, List<Received<Reply>> messages) {
        List<Foretold> foretold = new ArrayList<>(messages.size());
        messages.forEach(each -> foretold.add(foretell(sagas, each.message())));
        return foretold;
    }

    private static Foretold foretell(SagaBatch sagas, Reply reply) {
        try {
            return foretold(sagas.happen(reply.request().sagaId(), Happenings.of(reply), null));
        } catch (RuntimeException e) {
            return Foretold.isRefused(e);
        }
    }

    private static Foretold foretold(Decision<Message> decision) {
        return switch (decision) {
            case Decision.Proceed<Message> proceed ->
                Foretold.applies("Its saga waits for it, and would be at %s."
                        .formatted(proceed.next().position()));
            case Decision.Ignore<Message>(Decision.Reason reason, String why) ->
                reason == Decision.Reason.REPEAT
                        ? Foretold.repeats("It came before: its saga %s, so it changes nothing.".formatted(why))
                        : Foretold.comesTooLate("Its saga %s.".formatted(why));
        };
    }
}
