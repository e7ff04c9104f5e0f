package dev.waybill.system;

import dev.waybill.local.stack.ServiceKind;

/**
 * What goes over the topics for one step of a saga.
 *
 * @param who takes what is asked
 * @param asked the CloudEvents type of what makes it happen
 * @param told the CloudEvents type of what says that it has happened
 */
record Exchange(ServiceKind who, String asked, String told) {
    static final String RESERVE = "waybill.inventory.reserve-stock.v1";
    static final String RESERVED = "waybill.inventory.stock-reserved.v1";
    static final String AUTHORIZE = "waybill.payment.authorize-payment.v1";
    static final String AUTHORIZED = "waybill.payment.payment-authorized.v1";
    private static final String CAPTURED = "waybill.payment.payment-captured.v1";

    /** @throws IllegalArgumentException for a step that is new: say here what it asks, and of whom */
    static Exchange of(String step) {
        return switch (step) {
            case "reserve-stock" -> new Exchange(ServiceKind.INVENTORY, RESERVE, RESERVED);
            case "undo of reserve-stock" -> inventory("release-stock", "stock-released");
            case "commit-stock" -> inventory("commit-stock", "stock-committed");
            case "restock" -> inventory("return-stock", "stock-returned");
            case "authorize-payment" -> new Exchange(ServiceKind.PAYMENTS, AUTHORIZE, AUTHORIZED);
            case "undo of authorize-payment" -> payments("void-payment", "payment-voided");
            case "capture-payment" ->
                new Exchange(ServiceKind.PAYMENTS, "waybill.payment.capture-payment.v1", CAPTURED);
            case "refund-payment" -> payments("refund-payment", "payment-refunded");
            case "confirm", "announce-confirmed" -> orders(AUTHORIZED, "order-confirmed");
            case "call-off", "announce-cancelled" -> orders(CAPTURED, "order-cancelled");
            case "accept-return", "announce-returned" -> orders(CAPTURED, "items-returned");
            default -> throw new IllegalArgumentException("nobody has said how the step " + step + " fails");
        };
    }

    private static Exchange inventory(String asked, String told) {
        return new Exchange(
                ServiceKind.INVENTORY, "waybill.inventory." + asked + ".v1", "waybill.inventory." + told + ".v1");
    }

    private static Exchange payments(String asked, String told) {
        return new Exchange(
                ServiceKind.PAYMENTS, "waybill.payment." + asked + ".v1", "waybill.payment." + told + ".v1");
    }

    /** What order-service decides is not asked for: a reply makes it happen, and an event tells of it. */
    private static Exchange orders(String reply, String event) {
        return new Exchange(ServiceKind.ORDERS, reply, "waybill.order." + event + ".v1");
    }
}
