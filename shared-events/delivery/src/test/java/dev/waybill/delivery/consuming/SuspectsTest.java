package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever is suspected: an order's messages are run in order, and none behind one that failed. */
class SuspectsTest {

    private record Item(UUID order, int place) {}

    private final List<Item> done = new ArrayList<>();
    private final Set<Item> culprits = new HashSet<>();
    private final Set<Item> passedOver = new HashSet<>();
    private int runs;

    @Test
    void anyBatchUnderAnySuspicion() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<Item> batch = batch(random);
            Set<Item> bad = some(random, batch);
            run(batch, bad, some(random, batch));
            assertSound(seed, batch, bad);
        }
    }

    @Test
    void rightSuspicionsCostOneRunEach() {
        List<Item> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            batch.add(new Item(new UUID(0, i), i));
        }
        Set<Item> bad = new HashSet<>(batch.subList(100, 200));
        run(batch, bad, bad);
        assertThat(runs).isEqualTo(1 + 100);
        assertThat(done).hasSize(400);
        assertThat(culprits).isEqualTo(bad);
    }

    private void assertSound(long seed, List<Item> batch, Set<Item> bad) {
        for (UUID order : orders(batch)) {
            List<Item> ofOrder =
                    batch.stream().filter(item -> order.equals(item.order())).toList();
            List<Item> good =
                    ofOrder.stream().takeWhile(item -> !bad.contains(item)).toList();
            assertThat(done.stream().filter(item -> order.equals(item.order())))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(good);
            if (good.size() < ofOrder.size()) {
                assertThat(culprits).as("seed %d", seed).contains(ofOrder.get(good.size()));
                assertThat(passedOver)
                        .as("seed %d", seed)
                        .containsAll(ofOrder.subList(good.size() + 1, ofOrder.size()));
            }
        }
        List<Item> ofNone = batch.stream().filter(item -> item.order() == null).toList();
        assertThat(done.stream().filter(item -> item.order() == null))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        ofNone.stream().filter(item -> !bad.contains(item)).toList());
        assertThat(done.size() + culprits.size() + passedOver.size())
                .as("seed %d", seed)
                .isEqualTo(batch.size());
    }

    private void run(List<Item> batch, Set<Item> bad, Set<Item> suspected) {
        done.clear();
        culprits.clear();
        passedOver.clear();
        runs = 0;
        Suspects.run(
                batch,
                suspected::contains,
                Item::order,
                part -> {
                    runs++;
                    if (part.stream().anyMatch(bad::contains)) {
                        throw new IllegalArgumentException("bad");
                    }
                    done.addAll(part);
                },
                (culprit, failure) -> culprits.add(culprit),
                this::mustWait);
    }

    private boolean mustWait(Item item) {
        boolean waits = culprits.stream()
                .anyMatch(culprit -> culprit.order() != null
                        && culprit.order().equals(item.order())
                        && culprit.place() < item.place());
        if (waits) {
            passedOver.add(item);
        }
        return waits;
    }

    private static List<Item> batch(Random random) {
        List<Item> batch = new ArrayList<>();
        int size = 1 + random.nextInt(60);
        for (int i = 0; i < size; i++) {
            batch.add(new Item(random.nextInt(8) == 0 ? null : new UUID(0, random.nextInt(12)), i));
        }
        return batch;
    }

    private static Set<Item> some(Random random, List<Item> batch) {
        Set<Item> some = new HashSet<>();
        int oneIn = 1 + random.nextInt(20);
        batch.stream().filter(item -> random.nextInt(oneIn) == 0).forEach(some::add);
        return some;
    }

    private static Set<UUID> orders(List<Item> batch) {
        Set<UUID> orders = new HashSet<>();
        batch.forEach(item -> {
            if (item.order() != null) {
                orders.add(item.order());
            }
        });
        return orders;
    }
}
