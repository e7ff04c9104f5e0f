package dev.waybill.simulation.audit;

/** A line of an order, as the customer wanted it. */
public record AuditedLine(int line, String sku, int quantity, long price) {}
