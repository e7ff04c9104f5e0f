package dev.waybill.simulation.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Public events: per order gapless, first occurrences in order, repeats the same, and what they say possible. */
public final class EventBook {

    private static final String NOTHING = "";
    private static final String PLACED = "waybill.order.order-placed.v1";
    private static final String CONFIRMED = "waybill.order.order-confirmed.v1";
    private static final String REJECTED = "waybill.order.order-rejected.v1";
    private static final String CANCELLED = "waybill.order.order-cancelled.v1";
    private static final String RETURNED = "waybill.order.items-returned.v1";

    /** What may follow what. */
    private static final Map<String, List<String>> NEXT = Map.of(
            NOTHING, List.of(PLACED),
            PLACED, List.of(CONFIRMED, REJECTED, CANCELLED),
            CONFIRMED, List.of(RETURNED, CANCELLED),
            RETURNED, List.of(RETURNED, CANCELLED),
            REJECTED, List.of(),
            CANCELLED, List.of());

    private record Event(UUID id, String type, byte[] data) {}

    private final Complaints complaints;
    private final Map<UUID, List<Event>> byOrder = new HashMap<>();

    EventBook(Complaints complaints) {
        this.complaints = complaints;
    }

    public void published(UUID order, UUID id, @Nullable Long sequence, String type, byte[] data) {
        List<Event> events = byOrder.computeIfAbsent(order, any -> new ArrayList<>(3));
        int place = sequence == null ? 0 : sequence.intValue();
        if (place < 1 || place > events.size() + 1) {
            complaints.complain(order, "event %d (%s) follows event %d".formatted(place, type, events.size()));
        } else if (place <= events.size()) {
            requireSame(order, place, events.get(place - 1), new Event(id, type, data));
        } else {
            String before = events.isEmpty() ? NOTHING : events.getLast().type();
            complaints.require(
                    NEXT.getOrDefault(before, List.of()).contains(type), order, () -> "after \"%s\" came \"%s\""
                            .formatted(before, type));
            events.add(new Event(id, type, data));
        }
    }

    private void requireSame(UUID order, int place, Event first, Event again) {
        boolean same =
                first.id.equals(again.id) && first.type.equals(again.type) && Arrays.equals(first.data, again.data);
        complaints.require(same, order, () -> "event %d was said again with another id or content".formatted(place));
    }

    /** At the end. */
    void require(UUID order, String state, long version) {
        List<Event> events = byOrder.getOrDefault(order, List.of());
        complaints.require(events.size() == version, order, () -> "has version %d, but %d events were published"
                .formatted(version, events.size()));
        String last = events.isEmpty() ? NOTHING : events.getLast().type();
        boolean fits =
                switch (state) {
                    case "CONFIRMED" -> last.equals(CONFIRMED) || last.equals(RETURNED);
                    case "REJECTED" -> last.equals(REJECTED);
                    case "CANCELLED" -> last.equals(CANCELLED);
                    default -> false;
                };
        complaints.require(
                fits, order, () -> "is %s, and the last that was said of it is \"%s\"".formatted(state, last));
    }
}
