package dev.waybill.payments.settling;

import dev.waybill.gateways.GatewayAnswer;
import java.util.UUID;

/** A provider's answer, and the payment that it is about. */
public record Answered(UUID paymentId, GatewayAnswer answer) {}
