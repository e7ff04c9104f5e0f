package dev.waybill.audit;

import java.util.ArrayList;
import java.util.List;

/** Violations of one promise, as they are found. */
final class Findings {
    private final String promise;
    private final List<Violation> violations = new ArrayList<>();

    Findings(String promise) {
        this.promise = promise;
    }

    /** @param row is printed, if the rule is broken */
    void unless(boolean kept, String rule, Object row) {
        if (!kept) {
            violations.add(new Violation(promise, rule, String.valueOf(row)));
        }
    }

    List<Violation> all() {
        return violations;
    }
}
