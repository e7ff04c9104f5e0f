package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.shards.FailingRow;
import dev.waybill.shards.ShardAwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplittingTest {

    /** Says which row it was. */
    private static final class Shown extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient FailingRow row;

        Shown(FailingRow row) {
            this.row = row;
        }
    }

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
        new Splitting<Integer>(
                        item -> null,
                        batch -> {
                            if (batch.contains(34) || batch.contains(70)) {
                                throw new IllegalArgumentException("bad");
                            }
                            done.addAll(batch);
                        },
                        (culprit, failure) -> culprits.add(culprit),
                        item -> culprits.stream().anyMatch(culprit -> item > culprit && item / 10 == culprit / 10))
                .run(IntStream.range(0, 100).boxed().toList());
        assertThat(culprits).containsExactly(34, 70);
        assertThat(done)
                .hasSize(100 - 6 - 10)
                .isSorted()
                .contains(33, 40, 69, 80)
                .doesNotContain(34, 35, 39, 70, 71, 79);
    }

    @Test
    void oneThatTheDatabaseShowsCostsTheOthersOneRun() {
        splitShown(500, 1, Set.of(333));
        assertThat(culprits).containsExactly(333);
        assertThat(done).hasSize(499).isSorted();
        assertThat(runs).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 50})
    void manyThatTheDatabaseShowsCostTwoRunsEachAtMost(int everySo) {
        Set<Integer> bad = IntStream.range(0, 500)
                .filter(item -> item % everySo == 0)
                .boxed()
                .collect(Collectors.toSet());
        splitShown(500, 1, bad);
        assertThat(culprits).containsExactlyInAnyOrderElementsOf(bad);
        assertThat(done).hasSize(500 - bad.size()).doesNotContainAnyElementsOf(bad);
        assertThat(runs).isLessThanOrEqualTo(1 + 2 * bad.size());
    }

    @Test
    void whatIsOfTheOrderThatTheDatabaseShowsIsRunInOrder() {
        splitShown(9, 3, Set.of(4));
        assertThat(culprits).containsExactly(4);
        assertThat(done).containsExactly(0, 1, 2, 6, 7, 8, 3, 5);
    }

    @Test
    void oneThatCollidesWithARowIsTriedAlone() {
        splitShown(500, 1, Set.of(333), false);
        assertThat(culprits).containsExactly(333);
        assertThat(done).hasSize(499).isSorted();
        assertThat(runs).isEqualTo(3);
    }

    @Test
    void whereAllAreOfTheOrderThatTheDatabaseShowsTheyAreHalved() {
        splitShown(8, 8, Set.of(5));
        assertThat(culprits).containsExactly(5);
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 6, 7);
    }

    /** So many in a row are of one order; of the first that is bad, the database shows the order. */
    private void splitShown(int size, int ofOneOrder, Set<Integer> bad) {
        splitShown(size, ofOneOrder, bad, true);
    }

    private void splitShown(int size, int ofOneOrder, Set<Integer> bad, boolean alone) {
        new Splitting<Integer>(
                        item -> orderOf(item, ofOneOrder),
                        batch -> {
                            runs++;
                            batch.stream().filter(bad::contains).findFirst().ifPresent(item -> {
                                throw new Shown(new FailingRow(Set.of(orderOf(item, ofOneOrder)), alone));
                            });
                            done.addAll(batch);
                        },
                        (culprit, failure) -> culprits.add(culprit),
                        item -> false,
                        failure -> Optional.of(((Shown) failure).row))
                .run(IntStream.range(0, size).boxed().toList());
    }

    private static UUID orderOf(int item, int ofOneOrder) {
        return new UUID(7, item / ofOneOrder);
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
