package dev.waybill.payments.wiring;

import dev.waybill.auditing.AuditChecks;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.gateways.PaymentGateway;
import dev.waybill.gateways.simulated.SimulatedGateway;
import dev.waybill.payments.OpenCalls;
import dev.waybill.payments.Payments;
import dev.waybill.payments.auditing.PaymentAudit;
import dev.waybill.payments.settling.CallLimits;
import dev.waybill.payments.settling.GatewayCalls;
import dev.waybill.payments.settling.InDoubtResolver;
import dev.waybill.payments.settling.Settlements;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;

/** Puts the parts together. */
@Singleton
public class PaymentBeans {

    private static final int WAITING_ANSWERS = 100_000;

    private final PaymentsConfig config;

    PaymentBeans(PaymentsConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Payments payments(Relay relay, Clock clock) {
        return new Payments(relay, clock);
    }

    @Produces
    @Singleton
    OpenCalls openCalls(Clock clock) {
        return new OpenCalls(clock, config.inDoubtAfter(), config.inDoubtAtMost());
    }

    @Produces
    @Singleton
    PaymentGateway gateway() {
        return new SimulatedGateway(config.simulated().slowness());
    }

    @Produces
    @Singleton
    Settlements settlements(Payments payments, DeliveryConfig delivery) {
        return new Settlements(
                payments, delivery.batchSize(), WAITING_ANSWERS, Executors.newVirtualThreadPerTaskExecutor());
    }

    @Produces
    @Singleton
    GatewayCalls calls(PaymentGateway gateway, Settlements settlements, MeterRegistry metrics) {
        CallLimits limits = new CallLimits(config.openCalls(), config.waitingCalls(), config.callDeadline());
        return new GatewayCalls(gateway, settlements, limits, metrics);
    }

    @Produces
    @Singleton
    AuditChecks audit() {
        return PaymentAudit.checks();
    }

    @Produces
    @Singleton
    InDoubtResolver resolver(OpenCalls openCalls, GatewayCalls calls, MeterRegistry metrics) {
        return new InDoubtResolver(openCalls, calls, metrics);
    }
}
