package dev.waybill.simulation.running;

import dev.waybill.simulation.audit.Auditor;
import dev.waybill.simulation.faults.Faults;
import dev.waybill.simulation.time.Dice;
import dev.waybill.simulation.time.Timeline;

/** What everybody in a world has to do with. */
public record World(Timeline timeline, Dice dice, Faults faults, Auditor auditor, Trace trace) {}
