package dev.waybill.simulation.orders;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.SagaJson;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.orders.placing.NewOrder;
import dev.waybill.orders.placing.OrderDraft;
import dev.waybill.orders.placing.OrderFactory;
import dev.waybill.simulation.orders.OrderDatabase.IdempotencyKey;
import dev.waybill.simulation.running.OutboxRow;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.World;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes orders in: what the statement that writes them does. */
public final class Placing {

    private static final String TENANT = "shop";

    private final World world;
    private final OrderShell shell;
    private final OrderFactory factory;

    public Placing(World world, OrderShell shell) {
        this.world = world;
        this.shell = shell;
        this.factory = new OrderFactory(shell.inventory(), world.dice().generator());
    }

    /**
     * What a customer asks for.
     *
     * @param number of the definition that the order begins under, as an earlier release would have begun it
     */
    public record Basket(OrderDraft draft, List<Line> lines, String key, int number) {}

    /**
     * @param answer the order's id, or null if the key had been used for another; not called if the service failed
     */
    public void place(Replica replica, Basket basket, Consumer<@Nullable UUID> answer) {
        NewOrder order = factory.make(TENANT, basket.draft(), basket.lines(), basket.key(), null, replica.now());
        String customer = order.order().customerId();
        OrderDatabase database = shell.database(order.id());
        IdempotencyKey key = new IdempotencyKey(TENANT, customer, basket.key());
        replica.transact(
                database,
                () -> List.of(key),
                List.of(),
                () -> () -> write(database, key, order, basket.number()),
                replica.then(() -> {
                    StoredOrder first = database.keys.get(key);
                    if (first != null) {
                        if (first.id.equals(order.id())) {
                            shell.placed(replica, database, order.id());
                        }
                        answer.accept(Arrays.equals(first.fingerprint, order.fingerprint()) ? first.id : null);
                    }
                }));
    }

    private List<OutboxRow> write(OrderDatabase database, IdempotencyKey key, NewOrder placed, int number) {
        if (database.keys.containsKey(key)) {
            return List.of();
        }
        StoredOrder order = new StoredOrder(placed);
        database.keys.put(key, order);
        database.orders.put(order.id, order);
        StoredSaga saga = StoredSaga.placing(
                order,
                PlaceOrder.DEFINITION.name(),
                number,
                placed.saga(),
                SagaJson.write(placed.saga().steps()));
        database.add(saga);
        world.auditor().orders().placed(order.id, key.toString(), AuditedLines.of(order.lines));
        shell.table(database).audit(saga);
        // While ops has stopped all orders, facts are told and commands kept back.
        boolean halted = database.halted(PlaceOrder.NAME);
        return shell.table(database)
                .say(placed.messages().stream()
                        .filter(message -> message.ordered() || !halted)
                        .toList());
    }
}
