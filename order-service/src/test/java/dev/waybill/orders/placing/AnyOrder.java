package dev.waybill.orders.placing;

import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.PlaceOrder;
import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.shards.ShardMap;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Orders as the API would make them. */
final class AnyOrder {

    private static final Random RANDOM = new Random(1);
    static final InventoryShards INVENTORY = new InventoryShards(ShardMap.parse("0-2047,2048-4095"));
    private static final OrderFactory FACTORY = new OrderFactory(INVENTORY, RANDOM);

    private AnyOrder() {}

    static NewOrder under(@Nullable String key, int lines) {
        return of("customer-" + RANDOM.nextInt(1_000_000), key, lines);
    }

    static NewOrder of(String customer, @Nullable String key, int lines) {
        List<Line> priced = Stream.iterate(1, line -> line + 1)
                .limit(lines)
                .map(line -> new Line(line, "SKU-" + line, "Any product", 1, 100, 100))
                .toList();
        OrderDraft draft = new OrderDraft(
                customer,
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

    /** What the first inventory shard that was asked says to the order, as it comes in. */
    static Received<Reply> stockReserved(NewOrder order) {
        int shard = order.saga().steps().get(PlaceOrder.RESERVE_STOCK).calls().keySet().stream()
                .findFirst()
                .orElseThrow();
        return received(new Reply.StockReserved(
                new Request(order.id(), PlaceOrder.RESERVE_STOCK, 1, shard), order.tenant(), order.id()));
    }

    static Received<Reply> authorized(NewOrder order) {
        return received(new Reply.PaymentAuthorized(
                new Request(order.id(), PlaceOrder.AUTHORIZE_PAYMENT, 1, 0), order.tenant(), order.id()));
    }

    private static Received<Reply> received(Reply reply) {
        MessageType type = MessageType.of(reply);
        Envelope envelope = new Envelope(
                MessageId.of(type, reply.request()),
                "/tests",
                type.wireName(),
                reply.subject(),
                Instant.now(),
                null,
                null);
        return new Received<>(
                reply, envelope, new ConsumerRecord<>(Topic.ORDER_REPLIES.topicName(), 0, 0, new byte[0], new byte[0]));
    }
}
