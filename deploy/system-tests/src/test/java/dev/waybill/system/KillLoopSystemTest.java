package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.processes.Daemon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Services, broker and databases die at random, one after the other and several at once, while customers order, cancel and
 * return; in the end everything has ended as it was promised. Takes 45 seconds, or {@code -Dwaybill.kill.minutes}; prints
 * its seed, which {@code -Dwaybill.kill.seed} sets.
 */
@WholeSystem
class KillLoopSystemTest {
    private static final Duration USUAL = Duration.ofSeconds(45);
    private static final Duration DRAIN = Duration.ofMinutes(6);
    private static final int ORDERS_PER_SECOND = 25;

    @Test
    void nothingIsLostAndNothingDoubled(RunningSystem system, Shop shop) throws InterruptedException {
        Integer minutes = Integer.getInteger("waybill.kill.minutes");
        Duration length = minutes == null ? USUAL : Duration.ofMinutes(minutes);
        long seed = Long.getLong("waybill.kill.seed", new Random().nextInt(1_000_000));
        System.out.printf("killing at random for %d s, seed %d%n", length.toSeconds(), seed);
        shop.sell(LongDay.SKUS, 1_095, 10_000_000);

        List<Daemon> daemons = system.daemons();
        try (Killer killer = new Killer(daemons, seed);
                LongDay day = LongDay.begin(shop, ORDERS_PER_SECOND, seed)) {
            killer.killFor(length);
            assertThat(killer.failures()).isEmpty();
            assertThat(day.end()).isEmpty();
            system.audit(DRAIN);
            Map<String, Long> states = system.orders(shop.tenant());
            System.out.printf(
                    "%d orders %s, %d cancels, %d returns, %d refused; killed %s; seed %d%n",
                    day.orders.get(),
                    states,
                    day.cancels.get(),
                    day.returns.get(),
                    day.refusals.get(),
                    killer.kills(),
                    seed);
            assertThat(states.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(day.orders.get());
            assertThat(new TreeMap<>(system.reversals(shop.tenant())))
                    .isEqualTo(new TreeMap<>(
                            Map.of("CANCEL", (long) day.cancels.get(), "RETURN", (long) day.returns.get())));
        }
    }
}
