package dev.waybill.payments.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.PaymentCommand;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.gateways.PaymentGateway;
import dev.waybill.gateways.simulated.SimulatedGateway;
import dev.waybill.payments.AnOrder;
import dev.waybill.payments.OneShard;
import dev.waybill.payments.OpenCalls;
import dev.waybill.payments.PaymentState;
import dev.waybill.payments.Refund;
import dev.waybill.payments.SettableClock;
import dev.waybill.payments.commanding.CommandHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a crash, a lost answer and a broken connection leave behind, and who takes it up. */
class InDoubtResolverIT {

    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final PaymentGateway PROVIDER = new SimulatedGateway(Duration.ofMillis(1));

    private final AnOrder order = AnOrder.any();
    private final SettableClock clock = new SettableClock();
    private OneShard database;

    @BeforeEach
    void open() {
        database = new OneShard(
                "payments_in_doubt_" + Long.toHexString(order.paymentId().getLeastSignificantBits()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aFreshProcessTakesUpWhatAKilledOneLeft() {
        killedRightAfterTheCommitOf(order.authorize("tok_approve"));
        assertThat(database.published(order)).isEmpty();

        clock.advance(AFTER.plusSeconds(1));
        GatewayCalls calls = calls(PROVIDER);
        assertThat(resolver(calls).runOnce(database.shard())).isEqualTo(1);
        calls.close();

        assertThat(database.read(order).state()).isInstanceOf(PaymentState.Authorized.class);
        assertThat(database.published(order)).containsExactly("waybill.payment.payment-authorized.v1");
    }

    @Test
    void aVoidThatWaitedIsCarriedOutToo() throws InterruptedException {
        killedRightAfterTheCommitOf(order.authorize("tok_approve"), order.letGo());
        clock.advance(AFTER.plusSeconds(1));
        GatewayCalls calls = calls(PROVIDER);
        resolver(calls).runOnce(database.shard());
        database.awaitPublished(order, "waybill.payment.payment-voided.v1");
        calls.close();

        assertThat(database.read(order).state()).isInstanceOf(PaymentState.Voided.class);
    }

    @Test
    void aRefundThatAKilledProcessLeftIsTakenUpOnce() throws InterruptedException {
        GatewayCalls calls = calls(PROVIDER);
        CommandHandler alive = new CommandHandler(database.payments(clock), calls::begin);
        alive.handle(database.shard(), OneShard.received(Stream.of(order.authorize("tok_approve"))));
        database.awaitPublished(order, "waybill.payment.payment-authorized.v1");
        alive.handle(database.shard(), OneShard.received(Stream.of(order.capture())));
        database.awaitPublished(order, "waybill.payment.payment-captured.v1");
        killedRightAfterTheCommitOf(order.refund(1, 300));
        assertThat(resolver(calls).runOnce(database.shard())).as("too early").isZero();

        clock.advance(AFTER.plusSeconds(1));
        assertThat(resolver(calls).runOnce(database.shard())).isEqualTo(1);
        database.awaitPublished(order, "waybill.payment.payment-refunded.v1");
        calls.close();
        assertThat(database.readRefund(order, 1).state()).isEqualTo(Refund.State.REFUNDED);
        clock.advance(AFTER.plusSeconds(1));
        assertThat(resolver(calls(PROVIDER)).runOnce(database.shard())).isZero();
    }

    @Test
    void whatIsNotOldEnoughIsLeftToWhoBeganIt() {
        killedRightAfterTheCommitOf(order.authorize("tok_approve"));
        assertThat(resolver(calls(PROVIDER)).runOnce(database.shard())).isZero();
    }

    @Test
    void whatThisProcessIsBusyWithIsNotAskedAgain() {
        GatewayCalls calls = calls(new Provider(new CompletableFuture<>()));
        new CommandHandler(database.payments(clock), calls::begin)
                .handle(database.shard(), OneShard.received(Stream.of(order.authorize("tok_approve"))));
        clock.advance(AFTER.plusSeconds(1));
        assertThat(resolver(calls).runOnce(database.shard())).isZero();
    }

    @Test
    void twoReplicasDoNotBothAskAndEveryTryWaitsLonger() {
        killedRightAfterTheCommitOf(order.authorize("tok_approve"));
        PaymentGateway broken = new Provider(CompletableFuture.failedFuture(new java.io.IOException("broken")));
        InDoubtResolver one = resolver(calls(broken));
        InDoubtResolver other = resolver(calls(broken));

        clock.advance(AFTER.plusSeconds(1));
        assertThat(one.runOnce(database.shard())).isEqualTo(1);
        assertThat(other.runOnce(database.shard())).isZero();

        clock.advance(AFTER.plusSeconds(1));
        assertThat(other.runOnce(database.shard()))
                .as("5 s after the first try")
                .isZero();
        clock.advance(AFTER);
        assertThat(other.runOnce(database.shard())).as("10 s after it").isEqualTo(1);
        assertThat(one.runOnce(database.shard())).isZero();
        assertThat(database.metrics.get("waybill.payment.in.doubt").gauge().value())
                .isEqualTo(1);
    }

    private void killedRightAfterTheCommitOf(PaymentCommand... commands) {
        new CommandHandler(database.payments(clock), (shard, payment) -> {})
                .handle(database.shard(), OneShard.received(Stream.of(commands)));
    }

    private GatewayCalls calls(PaymentGateway gateway) {
        Settlements settlements =
                new Settlements(database.payments(clock), 500, 1_000, Executors.newVirtualThreadPerTaskExecutor());
        return new GatewayCalls(
                gateway, settlements, new CallLimits(256, 1_000, Duration.ofSeconds(30)), database.metrics);
    }

    private InDoubtResolver resolver(GatewayCalls calls) {
        OpenCalls openCalls = new OpenCalls(clock, AFTER, Duration.ofMinutes(1));
        return new InDoubtResolver(openCalls, calls, database.metrics);
    }

    /** Answers everything alike. */
    private record Provider(CompletableFuture<GatewayAnswer> answer) implements PaymentGateway {
        @Override
        public CompletionStage<GatewayAnswer> authorize(String key, Money amount, String token) {
            return answer;
        }

        @Override
        public CompletionStage<GatewayAnswer> capture(String key, Money amount, String reference) {
            return answer;
        }

        @Override
        public CompletionStage<GatewayAnswer> voidHold(String key, Money amount, String reference) {
            return answer;
        }

        @Override
        public CompletionStage<GatewayAnswer> refund(String key, Money amount, String reference) {
            return answer;
        }
    }
}
