package dev.waybill.auditing;

import java.util.List;

/** All that a service has checked, in this order. */
public record AuditChecks(List<AuditCheck<?>> all) {
    public AuditChecks {
        all = List.copyOf(all);
        if (all.stream().map(AuditCheck::name).distinct().count() < all.size()) {
            throw new IllegalArgumentException("two checks have one name: " + all);
        }
    }

    public static AuditChecks of(AuditCheck<?>... all) {
        return new AuditChecks(List.of(all));
    }
}
