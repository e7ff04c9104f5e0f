package dev.waybill.benchmark;

import dev.waybill.benchmark.contenders.Contender;
import dev.waybill.benchmark.load.Crowd;
import dev.waybill.benchmark.load.OrderMix;
import dev.waybill.benchmark.load.Requests;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Work before anything is measured, by many customers and then by few. A JVM compiles well what has been called often: under
 * many customers that is what happens once for an order, and what happens once for a batch only under few. Behind each the
 * compilers get the processors to themselves for a while: on two that are busy they would be behind for minutes.
 */
final class WarmUp {
    private static final int MANY = 512;
    private static final int FEW = 16;
    private static final int WAIT_SECONDS = 30;
    private static final int SEED = 0;

    private WarmUp() {}

    /** @param lasting half of it for either, and a quarter of that for the compilers */
    static void of(Contender build, Crowd crowd, Duration lasting) {
        build.stock(OrderMix.catalogue(OrderMix.STANDARD.skus()));
        Requests orders = Requests.orders(OrderMix.STANDARD, new Random(SEED), WAIT_SECONDS);
        for (int customers : new int[] {MANY, FEW}) {
            crowd.closedLoop(
                    build.target(),
                    orders,
                    customers,
                    Duration.ZERO,
                    lasting.multipliedBy(3).dividedBy(8));
            LockSupport.parkNanos(lasting.dividedBy(8).toNanos());
        }
    }
}
