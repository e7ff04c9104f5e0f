package dev.waybill.checkout;

import static dev.waybill.checkout.AnySaga.NOW;
import static dev.waybill.checkout.AnySaga.ORDER;
import static dev.waybill.checkout.AnySaga.begun;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Money;
import dev.waybill.sagas.Happening;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentSagasTest {

    private long nanos;
    private final RecentSagas recent = new RecentSagas(() -> nanos);

    @Test
    void whoeverTakesOneHasIt() {
        KnownSaga begun = KnownSaga.of(begun());
        recent.put(List.of(begun));
        assertThat(recent.take(List.of(ORDER))).containsExactly(begun);
        assertThat(recent.take(List.of(ORDER))).isEmpty();
    }

    @Test
    void onlyWhatGoesOnIsRemembered() {
        KnownSaga begun = KnownSaga.of(begun());
        SagaBatch batch = SagaBatch.ofKnown(List.of(begun), NOW);
        batch.happen(ORDER, new Happening.Paused(), null);
        recent.put(List.of(begun));
        recent.put(batch.written());
        assertThat(recent.take(List.of(ORDER))).as("it is stopped").isEmpty();
    }

    @Test
    void whereTheyPileUpTheFirstAreKept() {
        List<KnownSaga> flood = sagas(RecentSagas.AT_MOST + 1);
        recent.put(flood);
        assertThat(recent.take(idsOf(flood.subList(RecentSagas.AT_MOST, flood.size()))))
                .isEmpty();
        List<KnownSaga> first = flood.subList(0, 100);
        assertThat(recent.take(idsOf(first))).isEqualTo(first);

        recent.put(first);
        assertThat(recent.take(idsOf(first))).as("there was room again").isEqualTo(first);
    }

    @Test
    void butNotForLong() {
        List<KnownSaga> flood = sagas(RecentSagas.AT_MOST);
        recent.put(flood);
        nanos += RecentSagas.RECENT.toNanos();
        List<KnownSaga> late = sagas(1);
        recent.put(late);
        assertThat(recent.take(idsOf(late))).as("not longer than recent").isEmpty();

        nanos++;
        recent.put(late);
        assertThat(recent.take(idsOf(late))).isEqualTo(late);
        assertThat(recent.take(idsOf(flood.subList(0, 1)))).isEmpty();
    }

    private static List<KnownSaga> sagas(int count) {
        SagaRow any = begun();
        return Stream.generate(() -> KnownSaga.placed(
                        UUID.randomUUID(),
                        any.tenant(),
                        any.customerId(),
                        new Money(any.total(), any.currency()),
                        any.paymentToken(),
                        any.state(),
                        NOW))
                .limit(count)
                .toList();
    }

    private static List<UUID> idsOf(List<KnownSaga> sagas) {
        return sagas.stream().map(each -> each.row().id()).toList();
    }
}
