package dev.waybill.simulation.orders;

import dev.waybill.orders.OrderView.Line;
import dev.waybill.simulation.audit.AuditedLine;
import java.util.List;

/** Lines in the auditor's own terms. */
final class AuditedLines {
    private AuditedLines() {}

    static List<AuditedLine> of(List<Line> lines) {
        return lines.stream()
                .map(line -> new AuditedLine(line.line(), line.sku(), line.quantity(), line.price()))
                .toList();
    }
}
