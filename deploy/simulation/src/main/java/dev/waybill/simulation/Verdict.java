package dev.waybill.simulation;

import dev.waybill.simulation.audit.Complaint;
import java.util.List;

/**
 * What the auditor says of a world.
 *
 * @param orders how many were placed in it
 * @param trace of the first order that it complains about, if it was asked for
 */
public record Verdict(long seed, int orders, List<Complaint> complaints, List<String> trace) {
    public boolean content() {
        return complaints.isEmpty();
    }
}
