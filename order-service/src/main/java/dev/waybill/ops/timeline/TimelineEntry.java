package dev.waybill.ops.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact of an order's story.
 *
 * @param saga that it is a fact of, if any
 * @param text a sentence or two, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(Instant at, Kind kind, @Nullable UUID saga, String text) {

    /** What kind of fact. Of several at one instant, the earlier here is the cause of the later. */
    public enum Kind {
        PLACED,
        /** A cancel or a return was asked for. */
        REQUESTED,
        /** Ops did something by hand. */
        OPS,
        BEGUN,
        DONE,
        REFUSED,
        UNDONE,
        /** Ops took it upon themselves. */
        SKIPPED,
        TURNED_BACK,
        /** The order came to another state. */
        DECIDED,
        ANNOUNCED,
        ASKED,
        UNDO_ASKED,
        PARKED,
        ENDED
    }
}
