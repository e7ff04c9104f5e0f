package dev.waybill.simulation.running;

import dev.waybill.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happened to one order, line by line, when its world is run once more; nothing while worlds run by the thousand. */
public final class Trace {

    private final Timeline timeline;
    private final @Nullable UUID order;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param order null to write nothing
     */
    public Trace(Timeline timeline, @Nullable UUID order) {
        this.timeline = timeline;
        this.order = order;
    }

    public void tell(UUID about, String who, Supplier<String> what) {
        if (about.equals(order)) {
            lines.add(String.format(Locale.ROOT, "%12.6f  %-12s %s", timeline.micros() / 1e6, who, what.get()));
        }
    }

    /** About all of the world; shown where it may matter to the order. */
    public void tellAll(String who, Supplier<String> what) {
        if (order != null) {
            tell(order, who, what);
        }
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
