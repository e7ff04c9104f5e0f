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
            List<List<Item>> parts = Parts.of(line, Item::order, size);
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
}
