package dev.waybill.console;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Part of a page that is made again and again, and sent as server-sent events when it has changed; a comment when it has
 * not, so that nobody between hangs up. Ends with the session.
 */
public final class Live {

    private static final Logger LOG = Logger.getLogger(Live.class);

    /** The name of the events that carry a part, and of the one that says that no other will follow. */
    private static final String PART = "part";

    private static final String END = "end";

    /** Ours alone: what comes before it is sent. */
    private static final String STOP = "stop";

    private static final Executor WORKERS = Executors.newVirtualThreadPerTaskExecutor();

    private final Sse sse;
    private final Duration every;
    private final Instant sessionEnd;
    private String before = "";

    private Live(Sse sse, Duration every, Instant sessionEnd) {
        this.sse = sse;
        this.every = every;
        this.sessionEnd = sessionEnd;
    }

    /**
     * A part at one time.
     *
     * @param last whether it will not change any more
     */
    public record Part(String html, boolean last) {
        public static Part of(String html) {
            return new Part(html, false);
        }
    }

    /**
     * @param part made on a virtual thread, one at a time
     */
    public static Multi<OutboundSseEvent> of(Sse sse, Duration every, Instant sessionEnd, Supplier<Part> part) {
        return Multi.createFrom().deferred(() -> new Live(sse, every, sessionEnd).events(part));
    }

    private Multi<OutboundSseEvent> events(Supplier<Part> part) {
        return Multi.createFrom()
                .ticks()
                .every(every)
                .onOverflow()
                .drop()
                .onItem()
                .transformToMultiAndConcatenate(tick -> Uni.createFrom()
                        .item(part)
                        .runSubscriptionOn(WORKERS)
                        .onItem()
                        .transformToMulti(this::eventsOf))
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "a live part of a page ended"))
                .select()
                .first(event -> !STOP.equals(event.getName()) && Instant.now().isBefore(sessionEnd))
                .onFailure()
                .recoverWithCompletion();
    }

    private Multi<OutboundSseEvent> eventsOf(Part part) {
        OutboundSseEvent event = part.html().equals(before)
                ? sse.newEventBuilder().comment("still here").build()
                : event(PART, part.html());
        before = part.html();
        return part.last()
                ? Multi.createFrom().items(event, event(END, "end"), event(STOP, ""))
                : Multi.createFrom().item(event);
    }

    private OutboundSseEvent event(String name, String data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(data)
                .build();
    }
}
