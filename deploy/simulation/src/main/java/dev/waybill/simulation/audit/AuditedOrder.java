package dev.waybill.simulation.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All that the auditor knows of an order. */
final class AuditedOrder {

    final UUID id;
    final List<AuditedLine> lines;
    final Map<UUID, Boolean> sagas = new HashMap<>();
    final Map<String, Map<Integer, Integer>> returns = new HashMap<>();
    String state = "PROCESSING";
    long version = 1;
    boolean wasConfirmed;
    boolean cancelAccepted;
    boolean heldBack;
    boolean unsure;

    AuditedOrder(UUID id, List<AuditedLine> lines) {
        this.id = id;
        this.lines = lines;
    }

    boolean mayHold() {
        return wasConfirmed || state.equals("PROCESSING");
    }

    boolean isSold() {
        return state.equals("CONFIRMED");
    }

    boolean everythingEnded() {
        return sagas.values().stream().allMatch(ended -> ended);
    }

    long total() {
        return lines.stream().mapToLong(line -> line.quantity() * line.price()).sum();
    }

    long returnedMoney() {
        return lines.stream().mapToLong(line -> returned(line) * line.price()).sum();
    }

    /** Units of a line that came back by returns. */
    long returned(AuditedLine line) {
        return returns.values().stream()
                .mapToLong(units -> units.getOrDefault(line.line(), 0))
                .sum();
    }
}
