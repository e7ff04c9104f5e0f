package dev.waybill.delivery.outbox;

import dev.waybill.contracts.MessageType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Messages that seldom keep anybody waiting: they carry out what has been promised and said already; only a cancel or a
 * return of an order that was confirmed just now waits for their end. Each would have a request, a batch and a commit to
 * itself when little is going on; kept back for a moment they leave together, and the replies to them too. What must come in
 * order is never among them: it would be overtaken.
 */
final class Unhurried {

    private static final Set<String> TYPES = Stream.of(
                    MessageType.CAPTURE_PAYMENT,
                    MessageType.COMMIT_STOCK,
                    MessageType.PAYMENT_CAPTURED,
                    MessageType.STOCK_COMMITTED)
            .map(MessageType::wireName)
            .collect(Collectors.toUnmodifiableSet());

    private Unhurried() {}

    static boolean is(OutboxMessage message) {
        return !message.ordered() && TYPES.contains(message.type());
    }
}
