package dev.waybill.benchmark.textbook;

/** What is said, and on which topic. */
enum MessageType {
    RESERVE_STOCK(Topic.INVENTORY),
    RELEASE_STOCK(Topic.INVENTORY),
    COMMIT_STOCK(Topic.INVENTORY),
    AUTHORIZE_PAYMENT(Topic.PAYMENTS),
    CAPTURE_PAYMENT(Topic.PAYMENTS),
    STOCK_RESERVED(Topic.REPLIES),
    STOCK_REFUSED(Topic.REPLIES),
    STOCK_RELEASED(Topic.REPLIES),
    STOCK_COMMITTED(Topic.REPLIES),
    PAYMENT_AUTHORIZED(Topic.REPLIES),
    PAYMENT_DECLINED(Topic.REPLIES),
    PAYMENT_CAPTURED(Topic.REPLIES),
    ORDER_PLACED(Topic.EVENTS),
    ORDER_CONFIRMED(Topic.EVENTS),
    ORDER_REJECTED(Topic.EVENTS);

    private final Topic topic;

    MessageType(Topic topic) {
        this.topic = topic;
    }

    Topic topic() {
        return topic;
    }
}
