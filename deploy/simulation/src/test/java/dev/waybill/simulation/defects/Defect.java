package dev.waybill.simulation.defects;

import java.util.List;

/**
 * A mistake that somebody could make one day.
 *
 * @param name what the promise loses
 * @param where the code that is at fault: what decides in a service, or the simulation's model of a shell whose real guard
 *     is SQL or the relay
 */
record Defect(String name, String where, List<Change> changes) {

    /**
     * @param file of the project
     * @param from what must be in it exactly once
     */
    record Change(String file, String from, String to) {}

    static Defect in(String where, String name, Change... changes) {
        return new Defect(name, where, List.of(changes));
    }

    @Override
    public String toString() {
        return name;
    }
}
