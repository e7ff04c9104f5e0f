package dev.waybill.local.ops;

import dev.waybill.local.ops.calls.Peers;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which letters. */
final class Search {
    private static final String TIME = "2026-01-31T12:00:00Z, or 90m, 2h, 3d for that long ago";

    @Option(names = "--service", description = "order-service, inventory-service or payment-service")
    private @Nullable String service;

    @Option(names = "--status", description = "parked, replayed or discarded (default: parked)")
    private @Nullable String status;

    @Option(names = "--group", description = "those of one cause, as groups names it")
    private @Nullable String group;

    @Option(names = "--cause", description = "such as unreadable, rejected or behind")
    private @Nullable String cause;

    @Option(names = "--topic")
    private @Nullable String topic;

    @Option(names = "--type", description = "of the message, such as CapturePayment")
    private @Nullable String type;

    @Option(names = "--order", paramLabel = "ID")
    private @Nullable String order;

    @Option(names = "--tenant")
    private @Nullable String tenant;

    @Option(names = "--saga", paramLabel = "ID")
    private @Nullable String saga;

    @Option(names = "--step")
    private @Nullable String step;

    @Option(names = "--replay", paramLabel = "ID", description = "that has it now, or had it last")
    private @Nullable String replay;

    @Option(names = "--from", paramLabel = "TIME", description = "last failed then or later: " + TIME)
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "last failed before: " + TIME)
    private @Nullable String to;

    @Option(names = "--first-from", paramLabel = "TIME", description = "first failed then or later")
    private @Nullable String firstFrom;

    @Option(names = "--first-to", paramLabel = "TIME", description = "first failed before")
    private @Nullable String firstTo;

    @Option(names = "--attempts", paramLabel = "N", description = "failed so often at least")
    private @Nullable Integer attempts;

    @Option(names = "--partition", paramLabel = "N", description = "of the topic")
    private @Nullable Integer partition;

    @Option(names = "--offset", paramLabel = "N", description = "in the partition")
    private @Nullable Long offset;

    @Option(names = "--key", description = "of the record")
    private @Nullable String key;

    @Option(names = "--header", paramLabel = "TEXT", description = "what a header's name or value contains")
    private @Nullable String header;

    @Option(names = "--payload", paramLabel = "TEXT", description = "what the data contains")
    private @Nullable String payload;

    @Option(names = "--text", description = "what the cause says, in any case")
    private @Nullable String text;

    /** As of now: two hours ago is another time whenever it is asked. */
    Criteria criteria(Session session) {
        return Wishes.read(session, () -> criteria(Clock.systemUTC().instant()));
    }

    private Criteria criteria(Instant now) {
        return Criteria.none()
                .and("status", status)
                .and("group", group)
                .and("cause", cause)
                .and("topic", topic)
                .and("type", type)
                .and("orderId", order)
                .and("tenant", tenant)
                .and("saga", saga)
                .and("step", step)
                .and("replay", replay)
                .andTime("from", from, now)
                .andTime(Criteria.TO, to, now)
                .andTime("firstFrom", firstFrom, now)
                .andTime("firstTo", firstTo, now)
                .and("attempts", number(attempts))
                .and("partition", number(partition))
                .and("offset", number(offset))
                .and("key", key)
                .and("header", header)
                .and("payload", payload)
                .and("text", text);
    }

    private static @Nullable String number(@Nullable Number number) {
        return number == null ? null : number.toString();
    }

    /** Those that are to be asked. */
    Peers peers(Session session) {
        Peers all = session.peers();
        return Wishes.read(session, () -> of(all));
    }

    private Peers of(Peers all) {
        Peers asked = service == null ? all : all.only(service);
        if (asked.all().isEmpty()) {
            throw new IllegalArgumentException(
                    "--service is order-service, inventory-service or payment-service, but not " + service);
        }
        return asked;
    }
}
