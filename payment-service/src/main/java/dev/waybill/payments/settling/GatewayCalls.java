package dev.waybill.payments.settling;

import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.gateways.PaymentGateway;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Operation;
import dev.waybill.shards.Shard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls that payments and refunds have open. Blocks nobody: neither who begins a call, nor one call another. A call that
 * fails, is not answered in time, or finds no room leaves what it asks about as it is, for the {@link InDoubtResolver}.
 */
public final class GatewayCalls implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GatewayCalls.class);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);

    private final PaymentGateway gateway;
    private final Settlements settlements;
    private final CallLimits limits;
    private final CallQueue queue;
    private final MeterRegistry metrics;
    private final Map<GatewayCall.Id, CompletableFuture<Void>> inFlight = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public GatewayCalls(PaymentGateway gateway, Settlements settlements, CallLimits limits, MeterRegistry metrics) {
        this.gateway = gateway;
        this.settlements = settlements;
        this.limits = limits;
        this.queue = new CallQueue(limits);
        this.metrics = metrics;
    }

    /** Begins the call that is open, now or when there is a place; unless it is under way already. */
    public void begin(Shard shard, Intent intent) {
        Operation operation = intent.operation();
        if (operation == null || closed) {
            return;
        }
        GatewayCall call = new GatewayCall(shard, intent, operation);
        boolean first = inFlight.putIfAbsent(call.id(), new CompletableFuture<>()) == null;
        if (first && !queue.add(() -> make(call))) {
            end(call.id());
        }
    }

    /** The payments and refunds that this process is busy with. */
    List<UUID> busyWith() {
        return inFlight.keySet().stream()
                .map(GatewayCall.Id::intentId)
                .distinct()
                .toList();
    }

    /** Begins nothing more, and waits a little for what is under way. */
    @Override
    public void close() {
        closed = true;
        try {
            CompletableFuture.allOf(inFlight.values().toArray(CompletableFuture[]::new))
                    .get(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.infof("%d calls are left open; they will be asked again", inFlight.size());
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes these but success; this is a bug", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The future is the call's alone, not that of what follows: the place is free as soon as the provider is. */
    private CompletableFuture<GatewayAnswer> make(GatewayCall call) {
        if (closed) {
            end(call.id());
            return CompletableFuture.failedFuture(new IllegalStateException("the process ends"));
        }
        long begun = System.nanoTime();
        CompletableFuture<GatewayAnswer> answered =
                call.ask(gateway).orTimeout(limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
        answered.whenComplete((answer, failure) -> {
            record(call, answer, failure, System.nanoTime() - begun);
            if (answer == null) {
                end(call.id());
            } else {
                settle(call, answer);
            }
        });
        return answered;
    }

    private void settle(GatewayCall call, GatewayAnswer answer) {
        settlements.settle(call.shard(), new Answered(call.intent(), answer)).whenComplete((next, failure) -> {
            if (failure == null) {
                next(call.shard(), next);
            } else {
                LOG.debugf(failure, "the answer to %s can't be written now, will ask again", call.id());
            }
            end(call.id());
        });
    }

    private void next(Shard shard, Optional<Intent> intent) {
        intent.ifPresent(each -> begin(shard, each));
    }

    private void end(GatewayCall.Id call) {
        CompletableFuture<Void> ended = inFlight.remove(call);
        if (ended != null) {
            ended.complete(null);
        }
    }

    private void record(GatewayCall call, @Nullable GatewayAnswer answer, @Nullable Throwable failure, long nanos) {
        metrics.timer(
                        "waybill.gateway.calls",
                        "operation",
                        call.operation().tag(),
                        "outcome",
                        answer == null ? failed(failure) : outcome(answer))
                .record(nanos, TimeUnit.NANOSECONDS);
        if (failure != null) {
            LOG.debugf(failure, "%s is in doubt", call.id());
        }
    }

    private static String failed(@Nullable Throwable failure) {
        return failure instanceof TimeoutException ? "timeout" : "failed";
    }

    private static String outcome(GatewayAnswer answer) {
        return switch (answer) {
            case GatewayAnswer.Approved a -> "approved";
            case GatewayAnswer.Declined d -> "declined";
            case GatewayAnswer.Captured c -> "captured";
            case GatewayAnswer.Voided v -> "voided";
            case GatewayAnswer.Refunded r -> "refunded";
        };
    }
}
