package dev.waybill.gateways.simulated;

import dev.waybill.contracts.Money;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.gateways.PaymentGateway;
import dev.waybill.gateways.simulated.TestToken.Call;
import dev.waybill.gateways.simulated.TestToken.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A provider for trying things out. Its answer follows from token and key alone, so that it is the same after a restart,
 * when the keys that it has seen are forgotten; what may repeat then is the hesitation before the answer.
 */
public final class SimulatedGateway implements PaymentGateway {

    /** Keys whose first call is remembered; the oldest are forgotten. */
    private static final int REMEMBERED = 100_000;

    private final Executor later;
    private final Set<String> seen = Collections.synchronizedSet(Collections.newSetFromMap(new Bounded()));

    /**
     * @param slowness how long the tokens named slow take
     */
    public SimulatedGateway(Duration slowness) {
        this.later = CompletableFuture.delayedExecutor(slowness.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<GatewayAnswer> authorize(String key, Money amount, String token) {
        TestToken behaviour = TestToken.of(token);
        return end(behaviour, Call.AUTHORIZE, key, behaviour.answer(hold(key)));
    }

    @Override
    public CompletionStage<GatewayAnswer> capture(String key, Money amount, String reference) {
        return end(TestToken.ofReference(reference), Call.CAPTURE, key, new GatewayAnswer.Captured());
    }

    @Override
    public CompletionStage<GatewayAnswer> voidHold(String key, Money amount, String reference) {
        return end(TestToken.ofReference(reference), Call.VOID, key, new GatewayAnswer.Voided());
    }

    @Override
    public CompletionStage<GatewayAnswer> refund(String key, Money amount, String reference) {
        return end(TestToken.ofReference(reference), Call.REFUND, key, new GatewayAnswer.Refunded());
    }

    private CompletionStage<GatewayAnswer> end(TestToken token, Call call, String key, GatewayAnswer answer) {
        Manner manner = seen.add(key) ? token.manner(call) : Manner.ANSWERS;
        return switch (manner) {
            case ANSWERS -> CompletableFuture.completedFuture(answer);
            case ANSWERS_SLOWLY -> CompletableFuture.supplyAsync(() -> answer, later);
            case NEVER_ANSWERS -> new CompletableFuture<>();
            case FAILS -> CompletableFuture.failedFuture(new IOException("connection reset, as the token asks for"));
        };
    }

    private static UUID hold(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Bounded extends LinkedHashMap<String, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
