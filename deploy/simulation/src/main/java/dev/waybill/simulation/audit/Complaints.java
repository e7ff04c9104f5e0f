package dev.waybill.simulation.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What has been found. One is enough; more than a few help nobody. */
final class Complaints {

    private static final int ENOUGH = 20;

    private final List<Complaint> all = new ArrayList<>();

    void complain(@Nullable UUID order, String text) {
        if (all.size() < ENOUGH) {
            all.add(new Complaint(order, text));
        }
    }

    /** Complains unless it holds. */
    void require(boolean holds, @Nullable UUID order, Supplier<String> text) {
        if (!holds) {
            complain(order, text.get());
        }
    }

    List<Complaint> all() {
        return List.copyOf(all);
    }

    boolean any() {
        return !all.isEmpty();
    }
}
