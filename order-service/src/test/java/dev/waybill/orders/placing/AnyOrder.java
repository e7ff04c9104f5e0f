package dev.waybill.orders.placing;

import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.shards.ShardMap;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders as the API would make them. */
final class AnyOrder {

    private static final Random RANDOM = new Random(1);
    private static final OrderFactory FACTORY = new OrderFactory(ShardMap.parse("0-2047,2048-4095"), RANDOM);

    private AnyOrder() {}

    static NewOrder under(@Nullable String key, int lines) {
        List<Line> priced = Stream.iterate(1, line -> line + 1)
                .limit(lines)
                .map(line -> new Line(line, "SKU-" + line, "Any product", 1, 100, 100))
                .toList();
        OrderDraft draft = new OrderDraft(
                "customer-" + RANDOM.nextInt(1_000_000),
                new Contact("Ada", null),
                new Address(null, null, null, null),
                "GBP",
                "tok_approve",
                List.of());
        return FACTORY.make("tests", draft, priced, key, null, Instant.now());
    }

    static List<NewOrder> several(int count) {
        return Stream.generate(() -> under(null, 3)).limit(count).toList();
    }
}
