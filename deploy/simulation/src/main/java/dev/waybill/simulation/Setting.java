package dev.waybill.simulation;

import dev.waybill.checkout.InventoryShards;
import dev.waybill.shards.ShardMap;
import dev.waybill.shards.Slots;
import dev.waybill.simulation.orders.OrderDatabase;
import dev.waybill.simulation.orders.OrderShell;
import dev.waybill.simulation.payments.PaymentDatabase;
import dev.waybill.simulation.payments.PaymentShell;
import dev.waybill.simulation.running.Broker;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.stock.StockDatabase;
import dev.waybill.simulation.stock.StockShell;
import dev.waybill.stock.SkuKey;
import java.util.List;

/** The three services of a world, each on two shards, and what is between them. */
public final class Setting {

    private static final String HALVES = "0-2047,2048-4095";

    private final Broker broker;
    private final InventoryShards inventory = new InventoryShards(ShardMap.parse(HALVES));
    private final OrderShell orders;
    private final StockShell stock;
    private final PaymentShell payments;

    public Setting(World world) {
        broker = new Broker(world);
        orders = new OrderShell(
                world, broker, List.of(new OrderDatabase(0), new OrderDatabase(1)), ShardMap.parse(HALVES), inventory);
        stock = new StockShell(world, broker, List.of(new StockDatabase(0), new StockDatabase(1)));
        payments = new PaymentShell(
                world, broker, List.of(new PaymentDatabase(0), new PaymentDatabase(1)), ShardMap.parse(HALVES));
    }

    public Broker broker() {
        return broker;
    }

    public OrderShell orders() {
        return orders;
    }

    /** Goods come in. */
    public void fill(String sku, long units) {
        int shard = inventory.map().shardOf(Slots.ofSku("shop", sku));
        stock.receive(stock.service().databases().get(shard), new SkuKey("shop", sku), units);
    }

    /** The replicas of each service. */
    public List<List<Replica>> services() {
        return List.of(
                orders.service().replicas(),
                stock.service().replicas(),
                payments.service().replicas());
    }

    public List<Replica> replicas() {
        return services().stream().flatMap(List::stream).toList();
    }

    /** Whether nothing is on its way or under way. */
    public boolean isQuiet() {
        return !broker.isBusy()
                && orders.service().databases().stream().allMatch(OrderDatabase::isQuiet)
                && stock.service().databases().stream().allMatch(StockDatabase::isQuiet)
                && payments.service().databases().stream().allMatch(PaymentDatabase::isQuiet);
    }
}
