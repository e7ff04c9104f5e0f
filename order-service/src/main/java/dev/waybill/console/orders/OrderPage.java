package dev.waybill.console.orders;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.OrderLettersView;
import dev.waybill.ops.timeline.History;
import dev.waybill.orders.OrderView;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One order as its page shows it at once; what other services have to say of it comes behind. Pure. */
record OrderPage(
        String id,
        String tenant,
        String customer,
        String contact,
        String address,
        String total,
        String placed,
        List<Line> lines,
        StoryView story) {

    record Line(int line, String sku, String name, int quantity, String price, String amount, int returned) {}

    static OrderPage of(History history, OrderView order) {
        return new OrderPage(
                order.id().toString(),
                history.order().tenant(),
                order.customerId() + (order.guest() ? " (guest)" : ""),
                joined(order.customer().name(), order.customer().email()),
                joined(
                        order.shippingAddress().street(),
                        order.shippingAddress().city(),
                        order.shippingAddress().postalCode(),
                        order.shippingAddress().country()),
                Shown.money(order.currency(), order.total()),
                Shown.time(order.placedAt()),
                order.lines().stream().map(line -> line(order.currency(), line)).toList(),
                StoryView.of(history, OrderLettersView.NONE));
    }

    private static Line line(String currency, OrderView.Line line) {
        return new Line(
                line.line(),
                line.sku(),
                line.name(),
                line.quantity(),
                Shown.money(currency, line.price()),
                Shown.money(currency, line.amount()),
                line.returned());
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts)
                .flatMap(Stream::ofNullable)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
