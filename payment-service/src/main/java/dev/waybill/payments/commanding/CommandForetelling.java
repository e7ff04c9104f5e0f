package dev.waybill.payments.commanding;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Reply.PaymentDeclined;
import dev.waybill.delivery.consuming.Foretelling;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.payments.Changes;
import dev.waybill.payments.Payment;
import dev.waybill.payments.Payments;
import dev.waybill.payments.Payments.Stored;
import dev.waybill.payments.Refund;
import dev.waybill.payments.Said;
import dev.waybill.shards.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What commands would do to their payments, by the decision that would be made. Two statements. */
public final class CommandForetelling implements Foretelling<PaymentCommand> {

    private final Payments payments;

    public CommandForetelling(Payments payments) {
        this.payments = payments;
    }

    @Override
    public List<Foretold> foretell(Shard shard, List<Received<PaymentCommand>> messages) {
        List<Asked> commands = messages.stream()
                .map(each -> new Asked(each.message(), each.envelope().traceparent()))
                .toList();
        return foretell(
                payments.read(
                        shard,
                        commands.stream().map(Asked::paymentId).toList(),
                        commands.stream()
                                .map(Asked::refundId)
                                .filter(Objects::nonNull)
                                .toList()),
                commands);
    }

    static List<Foretold> foretell(Stored stored, List<Asked> commands) {
        Course course = new Course(stored);
        List<Foretold> foretold = new ArrayList<>(commands.size());
        commands.forEach(command -> foretold.add(course.next(command)));
        return foretold;
    }

    /** One command after the other, each on what the one before would leave. */
    private static final class Course {
        private final Map<UUID, Payment> payments = new HashMap<>();
        private final Map<UUID, Refund> refunds = new HashMap<>();

        Course(Stored stored) {
            stored.payments().forEach(each -> payments.put(each.id(), each));
            stored.refunds().forEach(each -> refunds.put(each.id(), each));
        }

        Foretold next(Asked command) {
            try {
                Changes changes = CommandDecision.decide(payments.values(), refunds.values(), List.of(command));
                changes.changed().forEach(each -> payments.put(each.id(), each));
                changes.refunds().forEach(each -> refunds.put(each.id(), each));
                return foretold(command.command(), changes);
            } catch (RuntimeException e) {
                return Foretold.isRefused(e);
            }
        }

        private static Foretold foretold(PaymentCommand command, Changes changes) {
            if (!changes.changed().isEmpty()) {
                return Foretold.applies(effect(command));
            }
            return changes.replies().stream()
                    .findFirst()
                    .map(Course::answeredAgain)
                    .orElse(Foretold.repeats(
                            "The provider is at work on it already, and will be heard: it changes nothing."));
        }

        private static String effect(PaymentCommand command) {
            return switch (command) {
                case AuthorizePayment hold -> "The provider would be asked to hold the money.";
                case CapturePayment collect -> "The provider would be asked to collect the money.";
                case VoidPayment letGo -> "The money would be let go of; what is not held yet, never will be.";
                case RefundPayment giveBack -> "The provider would be asked to give the money back.";
            };
        }

        private static Foretold answeredAgain(Said said) {
            return said.reply() instanceof PaymentDeclined declined
                            && declined.reason().equals(CommandDecision.VOIDED)
                    ? Foretold.comesTooLate("The request was undone before it came.")
                    : Foretold.repeats("Its effect is there already: it changes nothing, and is answered again: %s."
                            .formatted(said.reply().getClass().getSimpleName()));
        }
    }
}
