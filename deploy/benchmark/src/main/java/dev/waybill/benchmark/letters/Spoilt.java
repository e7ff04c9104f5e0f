package dev.waybill.benchmark.letters;

import dev.waybill.audit.Leftovers.DeadLetter;
import java.util.Map;
import java.util.UUID;

/**
 * A message that nobody can read, about an order that nobody knows. Pure.
 *
 * @param type the CloudEvents type
 */
record Spoilt(Where where, UUID order, String type, String data) {
    private static final int SLOTS = 4_096;

    private static final String CUT_SHORT = """
            {"request":{"sagaId":"%1$s","step":"authorize-payment","attempt":1,"participant":0},"tenant":"bench","orderId":"%1$s\"""";
    private static final String OF_ANOTHER_TYPE = """
            {"request":{"sagaId":"%1$s","step":"commit-stock","attempt":"first","participant":0},"tenant":"bench",
             "orderId":"%1$s","reservation":{"sagaId":"%1$s","step":"reserve-stock","attempt":1,"participant":0}}""";

    /** A topic that messages are planted on. */
    enum Where {
        REPLIES("order.replies.v1"),
        STOCK_COMMANDS("inventory.commands.v1");

        private final String topic;

        Where(String topic) {
            this.topic = topic;
        }

        String topic() {
            return topic;
        }
    }

    /** One bug in a program that sends. */
    enum Bug {
        CUT_SHORT,
        TYPE_OF_TOMORROW,
        FIELD_OF_ANOTHER_TYPE
    }

    /** The bugs take turns. */
    static Spoilt numbered(int number, UUID order) {
        return by(Bug.values()[number % Bug.values().length], order);
    }

    private static Spoilt by(Bug bug, UUID order) {
        return switch (bug) {
            case CUT_SHORT ->
                new Spoilt(Where.REPLIES, order, "waybill.payment.payment-authorized.v1", CUT_SHORT.formatted(order));
            case TYPE_OF_TOMORROW -> new Spoilt(Where.REPLIES, order, "waybill.shop.of-tomorrow.v9", "{}");
            case FIELD_OF_ANOTHER_TYPE ->
                new Spoilt(
                        Where.STOCK_COMMANDS,
                        order,
                        "waybill.inventory.commit-stock.v1",
                        OF_ANOTHER_TYPE.formatted(order));
        };
    }

    /** An order's slot, and any shard's commands: as if the right one had been chosen. */
    int partition(int ofSoMany) {
        int slot = (int) (order.getMostSignificantBits() & (SLOTS - 1));
        return slot * ofSoMany / SLOTS;
    }

    /** The auditor knows by it that a letter was meant to be one. */
    String key() {
        return DeadLetter.PLANTED + order;
    }

    Map<String, String> headers() {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", order.toString(),
                "ce_source", "/bench",
                "ce_type", type,
                "ce_subject", order.toString(),
                "ce_time", "2026-01-31T12:00:00Z",
                "content-type", "application/json");
    }
}
