package dev.waybill.delivery.outbox;

import dev.waybill.contracts.MessageType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Messages that keep nobody waiting: they carry out what has been promised already. Each would have a request, a batch and a
 * commit to itself when little is going on; kept back for a moment they leave together, and the replies to them too.
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
        return TYPES.contains(message.type());
    }
}
