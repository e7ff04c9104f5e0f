package dev.waybill.console.orders;

import dev.waybill.console.Address;
import dev.waybill.console.Shown;
import dev.waybill.console.orders.OrderSearch.Found;
import dev.waybill.orders.OrderState;
import dev.waybill.orders.reading.Cursor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The list of orders as it is shown. Pure.
 *
 * @param next the address of the older ones; empty if there are none
 * @param away shards whose orders are missing here
 */
record OrdersView(Sought sought, List<Row> rows, String next, List<String> away, String lookedAt) {

    /**
     * What was asked for, as it was typed; empty for nothing.
     *
     * @param state in lower case
     */
    record Sought(String tenant, String customer, String state) {
        public boolean isState(Option option) {
            return option.value().equals(state);
        }

        String query() {
            return "tenant=%s&customer=%s&state=%s"
                    .formatted(Address.encoded(tenant), Address.encoded(customer), Address.encoded(state));
        }
    }

    record Option(String value, String label) {}

    record Row(
            String id,
            String placed,
            String state,
            String tone,
            String reason,
            String tenant,
            String customer,
            String total) {}

    static OrdersView of(Sought sought, Found found, int atMost) {
        List<FoundOrder> shown = found.orders().stream().limit(atMost).toList();
        String next = found.orders().size() > atMost
                ? "/console/orders?%s&cursor=%s"
                        .formatted(sought.query(), Cursor.after(shown.getLast().id()))
                : "";
        return new OrdersView(
                sought,
                shown.stream().map(OrdersView::row).toList(),
                next,
                found.away(),
                Shown.number(OrderSearch.LOOKED_AT));
    }

    public List<Option> states() {
        return Arrays.stream(OrderState.values())
                .map(state -> new Option(state.name().toLowerCase(Locale.ROOT), Shown.words(state)))
                .toList();
    }

    private static Row row(FoundOrder order) {
        return new Row(
                order.id().toString(),
                Shown.time(order.placedAt()),
                Shown.words(order.state()),
                tone(order.state()),
                order.reason() == null ? "" : Shown.words(order.reason()),
                order.tenant(),
                order.customerId(),
                Shown.money(order.currency(), order.total()));
    }

    static String tone(OrderState state) {
        return switch (state) {
            case PROCESSING -> "warn";
            case CONFIRMED -> "good";
            case REJECTED -> "bad";
            case CANCELLED -> "muted";
        };
    }
}
