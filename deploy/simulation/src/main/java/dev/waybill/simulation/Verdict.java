package dev.waybill.simulation;

import dev.waybill.simulation.audit.Complaint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * What the auditor says of a world.
 *
 * @param orders how many were placed in it
 * @param outcomes how many orders came to which end, and what else was seen
 * @param trace of the first order that it complains about
 */
public record Verdict(
        long seed, int orders, Map<String, Integer> outcomes, List<Complaint> complaints, List<String> trace) {

    static Verdict broken(long seed, RuntimeException why) {
        StringWriter trace = new StringWriter();
        why.printStackTrace(new PrintWriter(trace));
        return new Verdict(
                seed, 0, Map.of(), List.of(new Complaint(null, "the world broke: " + why)), List.of(trace.toString()));
    }

    public boolean content() {
        return complaints.isEmpty();
    }

    /** All of it, for people. */
    public String story() {
        StringBuilder story = new StringBuilder();
        complaints.forEach(complaint -> story.append("  ").append(complaint).append('\n'));
        if (!trace.isEmpty()) {
            story.append("What happened to the first order complained about (virtual seconds):\n");
            trace.forEach(line -> story.append(line).append('\n'));
        }
        return story.toString();
    }
}
