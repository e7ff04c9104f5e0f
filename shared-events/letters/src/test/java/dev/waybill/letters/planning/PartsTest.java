package dev.waybill.letters.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {

    private record Item(Integer order, int place) {}

    @Test
    void orderStaysTogetherAndInOrderAndNothingIsLost() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Item> line = new ArrayList<>();
            for (int i = 0; i < random.nextInt(200); i++) {
                line.add(new Item(random.nextInt(10) == 0 ? null : random.nextInt(30), i));
            }
            int size = 1 + random.nextInt(20);
            List<List<Item>> parts = Parts.of(line, Item::order, size, item -> 1, Long.MAX_VALUE);
            assertThat(parts.stream().flatMap(List::stream))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(line);
            for (int order = 0; order < 30; order++) {
                int wanted = order;
                List<List<Item>> with = parts.stream()
                        .filter(part -> part.stream()
                                .anyMatch(item -> Integer.valueOf(wanted).equals(item.order())))
                        .toList();
                assertThat(with).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
                with.forEach(part -> assertThat(part.stream()
                                .filter(item -> Integer.valueOf(wanted).equals(item.order()))
                                .map(Item::place))
                        .isSorted());
            }
            assertThat(parts.subList(0, Math.max(0, parts.size() - 1))).allMatch(part -> part.size() >= size);
        }
    }

    @Test
    void noPartIsTooHeavyAndAnOrderIsInOrderOverItsParts() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Item> line = new ArrayList<>();
            for (int i = 0; i < random.nextInt(200); i++) {
                line.add(new Item(random.nextInt(5), i));
            }
            List<List<Item>> parts = Parts.of(line, Item::order, 50, PartsTest::weight, 100);
            assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(line);
            assertThat(parts).as("seed %d", seed).allMatch(part -> part.size() == 1 || weightOf(part) <= 100);
            for (int order = 0; order < 5; order++) {
                Integer wanted = order;
                assertThat(parts.stream()
                                .flatMap(List::stream)
                                .filter(item -> wanted.equals(item.order()))
                                .map(Item::place))
                        .isSorted();
            }
        }
    }

    @Test
    void theBeginningOfALineIsAsMuchAsIsNotTooHeavy() {
        assertThat(Parts.first(List.of(3, 4, 5), Integer::longValue, 7)).containsExactly(3, 4);
        assertThat(Parts.first(List.of(30, 4), Integer::longValue, 7)).containsExactly(30);
        assertThat(Parts.first(List.<Integer>of(), Integer::longValue, 7)).isEmpty();
    }

    private static long weight(Item item) {
        return item.place() % 7 * 20L;
    }

    private static long weightOf(List<Item> part) {
        return part.stream().mapToLong(PartsTest::weight).sum();
    }
}
