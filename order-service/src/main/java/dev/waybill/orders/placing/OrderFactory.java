package dev.waybill.orders.placing;

import dev.waybill.checkout.CheckoutMessages;
import dev.waybill.checkout.Definitions;
import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.OrderFacts;
import dev.waybill.checkout.PlaceOrder;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderEvent.OrderPlaced;
import dev.waybill.contracts.OrderLine;
import dev.waybill.contracts.StockLine;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import dev.waybill.orders.OrderView;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.SagaEngine;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Slots;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes an order of a priced draft: its id, its saga, its first messages. Pure, but for the random that it is given. */
public final class OrderFactory {

    private static final SagaEngine<OrderFacts, Message> SAGA = new SagaEngine<>(Definitions.newest(PlaceOrder.NAME));

    private final InventoryShards inventory;
    private final RandomGenerator random;

    /**
     * @param inventory which inventory shard owns which SKU
     */
    public OrderFactory(InventoryShards inventory, RandomGenerator random) {
        this.inventory = inventory;
        this.random = random;
    }

    public NewOrder make(
            String tenant,
            OrderDraft draft,
            List<Line> lines,
            @Nullable String idempotencyKey,
            @Nullable String trace,
            Instant clock) {
        // Postgres keeps microseconds: what is answered now shall equal what is read later.
        Instant now = clock.truncatedTo(ChronoUnit.MICROS);
        String customerId = customerId(tenant, draft, idempotencyKey);
        UUID id = RoutedId.create(Slots.ofCustomer(tenant, customerId), now, random);
        OrderView order = view(id, customerId, draft, lines, now);
        OrderFacts facts = new OrderFacts(
                id,
                tenant,
                customerId,
                new Money(order.total(), order.currency()),
                draft.paymentToken(),
                inventory.split(
                        tenant,
                        lines.stream()
                                .map(line -> new StockLine(line.sku(), line.quantity()))
                                .toList()),
                null);
        Decision.Proceed<Message> begun = SAGA.begin(id, facts, now);
        return new NewOrder(
                tenant,
                idempotencyKey,
                fingerprint(draft),
                order,
                draft.paymentToken(),
                begun.next(),
                messages(tenant, order, begun.messages(), trace, now));
    }

    private String customerId(String tenant, OrderDraft draft, @Nullable String idempotencyKey) {
        return idempotencyKey == null && draft.customerId() == null
                ? "guest-" + new UUID(random.nextLong(), random.nextLong())
                : retryableCustomerId(tenant, draft, String.valueOf(idempotencyKey));
    }

    /** A guest's id follows from the key, so that a retry finds the shard that has the key. */
    static String retryableCustomerId(String tenant, OrderDraft draft, String idempotencyKey) {
        return draft.customerId() != null
                ? draft.customerId()
                : "guest-" + UUID.nameUUIDFromBytes((tenant + "\0" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
    }

    private static OrderView view(UUID id, String customerId, OrderDraft draft, List<Line> lines, Instant now) {
        return new OrderView(
                id,
                OrderState.PROCESSING,
                null,
                null,
                customerId,
                draft.customerId() == null,
                draft.customer(),
                draft.shippingAddress(),
                draft.currency(),
                lines.stream().mapToLong(Line::amount).sum(),
                lines,
                now,
                now,
                1);
    }

    private static List<OutboxMessage> messages(
            String tenant, OrderView order, List<Message> commands, @Nullable String trace, Instant now) {
        List<OutboxMessage> messages = new ArrayList<>(commands.size() + 1);
        messages.add(CheckoutMessages.fact(placed(tenant, order), order.id(), order.version(), trace, now));
        commands.forEach(command -> messages.add(CheckoutMessages.command(command, trace, now)));
        return messages;
    }

    private static OrderPlaced placed(String tenant, OrderView order) {
        List<OrderLine> lines = order.lines().stream()
                .map(line -> new OrderLine(line.sku(), line.quantity(), line.price()))
                .toList();
        return new OrderPlaced(
                tenant,
                order.id(),
                order.customerId(),
                order.guest(),
                new Money(order.total(), order.currency()),
                lines,
                order.placedAt());
    }

    /** Of what the caller asked for, not of how it was spelled; without prices that only the catalogue gave. */
    public static byte[] fingerprint(OrderDraft draft) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(OrderJson.write(draft).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
