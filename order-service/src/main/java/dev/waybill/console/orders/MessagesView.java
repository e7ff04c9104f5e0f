package dev.waybill.console.orders;

import java.util.List;

/**
 * What the topics hold of an order, in the order of time.
 *
 * @param complete whether all that could be of it was looked at in the time there was
 */
record MessagesView(List<Row> rows, boolean complete, boolean brokerAway) {

    record Row(String at, String topic, int partition, long offset, String type, String id, String data) {}
}
