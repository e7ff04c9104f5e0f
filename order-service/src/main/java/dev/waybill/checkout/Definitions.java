package dev.waybill.checkout;

import dev.waybill.contracts.Message;
import dev.waybill.sagas.SagaDefinition;
import dev.waybill.sagas.SagaEngine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every saga that this release can carry on. A running saga finishes under the number that it began with, so a number may
 * be taken out only when none of its sagas is open any more; the service refuses to start before.
 */
public final class Definitions {

    private static final List<SagaDefinition<OrderFacts, Message>> ALL =
            List.of(PlaceOrder.FIRST, PlaceOrder.DEFINITION, TakeBack.CANCEL_ORDER, TakeBack.RETURN_ITEMS);

    private static final Map<Key, SagaDefinition<OrderFacts, Message>> BY_KEY = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(each -> new Key(each.name(), each.number()), Function.identity()));
    private static final Map<Key, SagaEngine<OrderFacts, Message>> ENGINES = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(each -> new Key(each.name(), each.number()), SagaEngine::new));

    private Definitions() {}

    private record Key(String name, int number) {}

    public static List<SagaDefinition<OrderFacts, Message>> all() {
        return ALL;
    }

    public static boolean has(String name, int number) {
        return BY_KEY.containsKey(new Key(name, number));
    }

    /** The one that sagas of that name begin under: of the highest number. */
    public static SagaDefinition<OrderFacts, Message> newest(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .max(Comparator.comparingInt(SagaDefinition::number))
                .orElseThrow(() -> new IllegalArgumentException("there is no saga called " + name));
    }

    /** @throws IllegalStateException if this release does not have it: it should not have started */
    public static SagaDefinition<OrderFacts, Message> get(String name, int number) {
        return require(BY_KEY, new Key(name, number));
    }

    public static SagaEngine<OrderFacts, Message> engine(String name, int number) {
        return require(ENGINES, new Key(name, number));
    }

    private static <T> T require(Map<Key, T> all, Key key) {
        T found = all.get(key);
        if (found == null) {
            throw new IllegalStateException(
                    "this release has no code for %s %d: finish its sagas with the release before"
                            .formatted(key.name(), key.number()));
        }
        return found;
    }
}
