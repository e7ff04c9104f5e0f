package dev.waybill.payments.commanding;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.BatchHandler;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Payments;
import dev.waybill.shards.Shard;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Handles the commands of a shard: one transaction for the batch, see {@link Payments}, in which the intents are noted. If all
 * of them ask to authorize it is one statement, and the transaction follows only for those whose payments were there. After
 * the commit the calls begin, and nobody waits for them here.
 */
public final class CommandHandler implements BatchHandler<PaymentCommand> {

    private final Payments payments;
    private final BiConsumer<Shard, Intent> calls;

    /**
     * @param calls begins the call that is open
     */
    public CommandHandler(Payments payments, BiConsumer<Shard, Intent> calls) {
        this.payments = payments;
        this.calls = calls;
    }

    @Override
    public void handle(Shard shard, List<Received<PaymentCommand>> batch, Alongside alongside) {
        List<Asked> open = batch.stream()
                .map(each -> new Asked(each.message(), each.envelope().traceparent()))
                .toList();
        if (alongside == Alongside.NOTHING) {
            open = begin(shard, open);
        }
        while (!open.isEmpty()) {
            open = attempt(shard, open, alongside);
        }
    }

    /**
     * Begins payments without a look whether they exist, since who is asked to authorize one has seldom been asked before.
     *
     * @return the commands about those that do, and all others
     */
    private List<Asked> begin(Shard shard, List<Asked> commands) {
        if (!commands.stream().allMatch(each -> each.command() instanceof AuthorizePayment)) {
            return commands;
        }
        Payments.Changed changed = payments.changeKnown(
                shard, List.of(), (none, refunds) -> CommandDecision.decide(none, refunds, commands));
        return follow(shard, commands, changed);
    }

    /** Returns the commands whose payment another replica has begun meanwhile: now it is there to be found. */
    private List<Asked> attempt(Shard shard, List<Asked> commands, Alongside alongside) {
        Payments.Changed changed = payments.change(
                shard,
                commands.stream().map(Asked::paymentId).toList(),
                commands.stream().map(Asked::refundId).filter(Objects::nonNull).toList(),
                (locked, refunds) -> CommandDecision.decide(locked, refunds, commands),
                alongside);
        return follow(shard, commands, changed);
    }

    private List<Asked> follow(Shard shard, List<Asked> commands, Payments.Changed changed) {
        changed.opened().forEach(each -> calls.accept(shard, each));
        return commands.stream()
                .filter(each -> changed.lost().contains(each.paymentId()))
                .toList();
    }
}
