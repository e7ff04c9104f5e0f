package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.system.DeadLetterDesk.Culprit;
import dev.waybill.system.DeadLetterDesk.Progress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bulk replay whose process is gone from one instant to the next goes on where it was, and applies each letter once. */
@WholeSystem
class ReplayKillSystemTest {
    /** Each has two letters: one that is at fault, and one behind it that says the same. */
    private static final int ORDERS = 250;

    private static final int PER_SECOND = 100;
    private static final int BEFORE_THE_KILL = ORDERS / 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void itGoesOnByItselfAndAppliesEachLetterOnce(RunningSystem system, Shop shop) {
        List<String> orders = CutShort.place(ORDERS, system, shop);
        DeadLetterDesk desk = new DeadLetterDesk(shop);
        LetterBooks books = new LetterBooks(system, shop.tenant());
        List<Culprit> culprits = desk.culprits(orders, "close+marker");
        assertThat(culprits).hasSize(ORDERS);
        culprits.forEach(each -> desk.mend(each, BrokenReplies.whole(each.order(), shop.tenant())));

        String replay = desk.replay(culprits, PER_SECOND);
        killAfter(BEFORE_THE_KILL, replay, desk, system.service(ServiceKind.ORDERS), books);
        await().atMost(PATIENCE).until(() -> desk.progress(replay).status().equals("finished"));

        assertFinished(desk.progress(replay));
        orders.forEach(order -> assertThat(shop.awaitDecided(order).state()).isEqualTo("CONFIRMED"));
        // Waits for the ends of the sagas, and compares stock, money and events with the orders.
        system.audit();
        assertEachAppliedOnce(books);
        assertThat(shop.stock("LAMP").path("sold").asLong()).isEqualTo(ORDERS);
    }

    private static void killAfter(int letters, String replay, DeadLetterDesk desk, Service service, LetterBooks books) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> desk.progress(replay).done() >= letters);
        service.kill();
        try {
            assertHalfDone(books.orders());
        } finally {
            service.start();
        }
    }

    /** Some letters are applied and others are not; and nobody could say of any that it is neither, or both. */
    private static void assertHalfDone(List<LetterBooks.Order> orders) {
        assertThat(orders)
                .extracting(LetterBooks.Order::applied)
                .contains(0L, 1L)
                .containsOnly(0L, 1L);
        assertThat(orders)
                .allMatch(order -> order.state().equals(order.applied() == 1 ? "CONFIRMED" : "PROCESSING"))
                .allMatch(order -> order.applied() == 1 || order.parked());
    }

    private static void assertFinished(Progress progress) {
        assertThat(progress.done()).isEqualTo(progress.count());
        assertThat(progress.count()).isGreaterThanOrEqualTo(2 * ORDERS);
        assertThat(progress.applied()).isEqualTo(ORDERS);
        assertThat(progress.failed()).isZero();
    }

    private static void assertEachAppliedOnce(LetterBooks books) {
        assertThat(books.orders())
                .hasSize(ORDERS)
                .extracting(
                        LetterBooks.Order::state,
                        LetterBooks.Order::version,
                        LetterBooks.Order::openSagas,
                        LetterBooks.Order::parked,
                        LetterBooks.Order::applied)
                // Two versions are two events: placed, and confirmed.
                .containsOnly(tuple("CONFIRMED", 2L, 0L, false, 1L));
        assertThat(books.letters())
                .hasSizeGreaterThanOrEqualTo(2 * ORDERS)
                .extracting(LetterBooks.Letter::status, LetterBooks.Letter::attempts, LetterBooks.Letter::settled)
                .containsOnly(tuple("replayed", 1, 1L));
    }
}
