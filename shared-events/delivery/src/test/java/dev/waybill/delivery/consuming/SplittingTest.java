package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.shards.ShardAwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplittingTest {

    private final List<Integer> done = new ArrayList<>();
    private final List<Integer> culprits = new ArrayList<>();
    private int runs;

    @Test
    void runsAGoodBatchOnce() {
        split(500, Set.of());
        assertThat(runs).isOne();
        assertThat(done).hasSize(500);
    }

    @Test
    void findsACulpritInAboutTwiceLogRunsAndKeepsTheOthersInOrder() {
        split(512, Set.of(300));
        assertThat(culprits).containsExactly(300);
        assertThat(done).hasSize(511).isSorted().doesNotContain(300);
        assertThat(runs).isLessThanOrEqualTo(1 + 2 * 9);
    }

    @Test
    void findsSeveral() {
        split(10, Set.of(0, 4, 5, 9));
        assertThat(culprits).containsExactly(0, 4, 5, 9);
        assertThat(done).containsExactly(1, 2, 3, 6, 7, 8);
    }

    @Test
    void blamesNobodyForAnOutage() {
        assertThatThrownBy(() -> Splitting.run(
                        List.of(1, 2, 3),
                        batch -> {
                            runs++;
                            throw new ShardAwayException("away");
                        },
                        (culprit, failure) -> culprits.add(culprit)))
                .isInstanceOf(ShardAwayException.class);
        assertThat(runs).isOne();
        assertThat(culprits).isEmpty();
    }

    @Test
    void passesOverWhatMustWaitForACulprit() {
        // Of each ten, the later ones wait for the earlier ones.
        Splitting.run(
                IntStream.range(0, 100).boxed().toList(),
                batch -> {
                    if (batch.contains(34) || batch.contains(70)) {
                        throw new IllegalArgumentException("bad");
                    }
                    done.addAll(batch);
                },
                (culprit, failure) -> culprits.add(culprit),
                item -> culprits.stream().anyMatch(culprit -> item > culprit && item / 10 == culprit / 10));
        assertThat(culprits).containsExactly(34, 70);
        assertThat(done)
                .hasSize(100 - 6 - 10)
                .isSorted()
                .contains(33, 40, 69, 80)
                .doesNotContain(34, 35, 39, 70, 71, 79);
    }

    private void split(int size, Set<Integer> bad) {
        Splitting.run(
                IntStream.range(0, size).boxed().toList(),
                batch -> {
                    runs++;
                    if (batch.stream().anyMatch(bad::contains)) {
                        throw new IllegalArgumentException("bad");
                    }
                    done.addAll(batch);
                },
                (culprit, failure) -> culprits.add(culprit));
    }
}
