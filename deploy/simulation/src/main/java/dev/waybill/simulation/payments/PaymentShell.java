package dev.waybill.simulation.payments;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.payments.Changes;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Payment;
import dev.waybill.payments.Payments.Decision;
import dev.waybill.payments.Refund;
import dev.waybill.payments.Said;
import dev.waybill.payments.commanding.Asked;
import dev.waybill.payments.commanding.CommandDecision;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.ShardMap;
import dev.waybill.simulation.running.Broker;
import dev.waybill.simulation.running.OutboxRow;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.Replica.Then;
import dev.waybill.simulation.running.Service;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The payment service: commands, the calls that follow from them, and those whose outcome is in doubt. */
public final class PaymentShell {

    private static final long IN_DOUBT_AFTER = 5 * Timeline.SECOND;
    private static final long AT_MOST = Timeline.MINUTE;

    private final World world;
    private final Service<PaymentDatabase> service;
    private final Map<Replica, GatewayCalls> calls = new HashMap<>();

    /** What follows for whoever wanted a change. */
    interface Changed {
        /**
         * @param lost what somebody else began at the same time: decide on it again
         */
        void changed(List<Intent> opened, Set<UUID> lost);

        void failed(RuntimeException why);
    }

    public PaymentShell(World world, Broker broker, List<PaymentDatabase> databases, ShardMap shards) {
        this.world = world;
        this.service = new Service<>(world, "payment", broker, databases);
        Provider provider = new Provider(world);
        service.replicas().forEach(replica -> calls.put(replica, new GatewayCalls(replica, this, provider)));
        service.consume(
                broker,
                Topic.PAYMENT_COMMANDS,
                row -> shards.shardOf(RoutedId.slotOf(((PaymentCommand) row.read()).orderId())),
                this::commands);
        service.schedule(4 * Timeline.SECOND, this::askAgain);
        service.sweep();
    }

    public Service<PaymentDatabase> service() {
        return service;
    }

    private GatewayCalls calls(Replica replica) {
        return Objects.requireNonNull(calls.get(replica));
    }

    private void commands(Replica replica, PaymentDatabase database, List<Message> batch, Then then) {
        batch.forEach(message -> world.trace()
                .tell(((PaymentCommand) message).orderId(), replica.toString(), () -> "is asked " + message));
        List<Asked> commands = batch.stream()
                .map(message -> new Asked((PaymentCommand) message, null))
                .toList();
        boolean begin = commands.stream().allMatch(each -> each.command() instanceof AuthorizePayment);
        attempt(replica, database, begin ? List.of() : null, commands, batch, then);
    }

    /**
     * @param known null if there are to be looked for
     */
    private void attempt(
            Replica replica,
            PaymentDatabase database,
            @Nullable List<Payment> known,
            List<Asked> commands,
            List<Message> about,
            Then then) {
        change(
                replica,
                database,
                commands.stream().map(Asked::paymentId).toList(),
                commands.stream().map(Asked::refundId).toList(),
                known,
                about,
                (payments, refunds) -> CommandDecision.decide(payments, refunds, commands),
                new Changed() {
                    @Override
                    public void changed(List<Intent> opened, Set<UUID> lost) {
                        opened.forEach(each -> calls(replica).begin(database, each));
                        List<Asked> again = commands.stream()
                                .filter(each -> lost.contains(each.paymentId()))
                                .toList();
                        if (again.isEmpty()) {
                            then.committed();
                        } else {
                            attempt(replica, database, null, again, about, then);
                        }
                    }

                    @Override
                    public void failed(RuntimeException why) {
                        then.failed(why);
                    }
                });
    }

    /**
     * Locks the payments that exist, decides, and writes; each row only if it still is what was decided on.
     *
     * @param known what is decided on without a look; null if there is to be one
     */
    void change(
            Replica replica,
            PaymentDatabase database,
            List<UUID> paymentIds,
            List<@Nullable UUID> refundIds,
            @Nullable List<Payment> known,
            List<Message> about,
            Decision decision,
            Changed then) {
        List<Intent> opened = new ArrayList<>();
        Set<UUID> lost = new HashSet<>();
        replica.transact(
                database,
                () -> paymentIds.stream().filter(database.payments::containsKey).toList(),
                about,
                () -> {
                    Changes changes = known == null
                            ? decision.decide(payments(database, paymentIds), refunds(database, refundIds))
                            : decision.decide(known, List.of());
                    Instant now = replica.now();
                    return () -> {
                        lost.addAll(write(database, changes, now));
                        changes.opened().stream()
                                .filter(each -> !lost.contains(each.id()))
                                .forEach(opened::add);
                        return say(database, changes, lost, now);
                    };
                },
                new Then() {
                    @Override
                    public void committed() {
                        then.changed(opened, lost);
                    }

                    @Override
                    public void failed(RuntimeException why) {
                        then.failed(why);
                    }
                });
    }

    private static List<Payment> payments(PaymentDatabase database, List<UUID> ids) {
        return ids.stream()
                .distinct()
                .map(database.payments::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Refund> refunds(PaymentDatabase database, List<@Nullable UUID> ids) {
        return ids.stream()
                .filter(Objects::nonNull)
                .distinct()
                .map(database.refunds::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What was not there, and is now, was decided by somebody else first. */
    private Set<UUID> write(PaymentDatabase database, Changes changes, Instant now) {
        List<Intent> all = new ArrayList<>(changes.changed());
        all.addAll(changes.refunds());
        Set<UUID> lost = new HashSet<>();
        for (Intent next : all) {
            Intent before = database.find(next.id());
            if ((before == null ? 0 : before.version()) == next.version() - 1) {
                database.put(next, now);
                tell(database, next);
            } else {
                lost.add(next.id());
            }
        }
        changes.transfers().stream()
                .filter(transfer ->
                        !lost.contains(transfer.refundId() == null ? transfer.paymentId() : transfer.refundId()))
                .forEach(transfer -> world.auditor()
                        .money()
                        .booked(
                                transfer.orderId(),
                                transfer.id(),
                                transfer.kind().name(),
                                transfer.amount().amount()));
        return lost;
    }

    private void tell(PaymentDatabase database, Intent next) {
        if (next instanceof Payment payment) {
            world.trace().tell(payment.orderId(), database.toString(), () -> "payment is " + payment.state());
        } else if (next instanceof Refund refund) {
            world.trace().tell(refund.orderId(), database.toString(), () -> "refund is " + refund.state());
        }
    }

    /** Replies that follow from a change go out only if it was written. */
    private List<OutboxRow> say(PaymentDatabase database, Changes changes, Set<UUID> lost, Instant now) {
        List<OutboxRow> rows = new ArrayList<>();
        for (Said said : changes.replies()) {
            if (!lost.contains(said.cause())) {
                int slot = RoutedId.slotOf(said.reply().orderId());
                rows.add(database.outbox()
                        .insert(
                                OutboxMessage.unordered(
                                        said.cause(),
                                        said.messageId(),
                                        Topic.ORDER_REPLIES,
                                        Topic.ORDER_REPLIES.partitionOfSlot(slot),
                                        said.reply(),
                                        null,
                                        now),
                                world.timeline().micros()));
            }
        }
        return rows;
    }

    /** The new beginning is the claim: whoever comes second finds the call begun just now, and leaves it. */
    private void askAgain(Replica replica, PaymentDatabase database) {
        Instant now = replica.now();
        for (UUID id : List.copyOf(database.openCalls.keySet())) {
            PaymentDatabase.OpenCall call = Objects.requireNonNull(database.openCalls.get(id));
            long wait = Math.min(IN_DOUBT_AFTER << Math.min(call.tries(), 20), AT_MOST);
            if (call.since().plusNanos(wait * 1000).isBefore(now)
                    && !calls(replica).isBusyWith(id)) {
                database.openCalls.put(id, new PaymentDatabase.OpenCall(call.operation(), now, call.tries() + 1));
                calls(replica).begin(database, Objects.requireNonNull(database.find(id)));
            }
        }
    }
}
