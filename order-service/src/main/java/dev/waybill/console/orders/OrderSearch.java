package dev.waybill.console.orders;

import dev.waybill.ops.EachShard;
import dev.waybill.orders.OrderState;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.Shards;
import dev.waybill.shards.Slots;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds orders for people: a customer's, or the newest of all. */
@Singleton
public class OrderSearch {

    /** So that a state which few orders have is not looked for through years of them. */
    static final int LOOKED_AT = 20_000;

    static final Statement<Newest, FoundOrder> NEWEST =
            Statement.of("newest-orders", Newest.class, FoundOrder.class, """
            SELECT n.id, n.tenant, n.customer_id, n.state, n.reason, n.currency, n.total, n.placed_at
            FROM (SELECT o.id, o.tenant, o.customer_id, o.state, o.reason, o.currency, o.total, o.placed_at
                  FROM orders o
                  WHERE o.id < :before
                  ORDER BY o.id DESC
                  LIMIT :lookedAt) n
            WHERE (:state IS NULL OR n.state = :state) AND (:tenant IS NULL OR n.tenant = :tenant)
            ORDER BY n.id DESC
            LIMIT :atMost
            """);

    static final Statement<OfCustomer, FoundOrder> OF_CUSTOMER =
            Statement.of("orders-of-customer-for-ops", OfCustomer.class, FoundOrder.class, """
            SELECT o.id, o.tenant, o.customer_id, o.state, o.reason, o.currency, o.total, o.placed_at
            FROM orders o
            WHERE o.tenant = :tenant AND o.customer_id = :customerId AND o.id < :before
              AND (:state IS NULL OR o.state = :state)
            ORDER BY o.tenant, o.customer_id, o.id DESC
            LIMIT :atMost
            """);

    private final Shards shards;

    OrderSearch(Shards shards) {
        this.shards = shards;
    }

    /**
     * @param tenant null for all, unless a customer is wanted
     * @param customer null for all
     * @param before only orders placed before this one
     */
    record Wanted(
            @Nullable String tenant,
            @Nullable String customer,
            @Nullable OrderState state,
            UUID before,
            int atMost) {}

    record Newest(
            UUID before,
            int lookedAt,
            @Nullable OrderState state,
            @Nullable String tenant,
            int atMost) {}

    record OfCustomer(
            String tenant,
            String customerId,
            UUID before,
            @Nullable OrderState state,
            int atMost) {}

    /**
     * @param orders newest first
     * @param away shards that are, by name
     */
    record Found(List<FoundOrder> orders, List<String> away) {}

    Found find(Wanted wanted) {
        if (wanted.customer() != null && wanted.tenant() != null) {
            return ofCustomer(wanted.tenant(), wanted.customer(), wanted);
        }
        EachShard<FoundOrder> answers = EachShard.ask(
                shards,
                NEWEST,
                new Newest(wanted.before(), LOOKED_AT, wanted.state(), wanted.tenant(), wanted.atMost()));
        return new Found(newest(answers.rows().values(), wanted.atMost()), answers.away());
    }

    private Found ofCustomer(String tenant, String customer, Wanted wanted) {
        Shard home = shards.ofSlot(Slots.ofCustomer(tenant, customer));
        try {
            return new Found(
                    home.run(
                            OF_CUSTOMER,
                            new OfCustomer(tenant, customer, wanted.before(), wanted.state(), wanted.atMost())),
                    List.of());
        } catch (ShardAwayException e) {
            return new Found(List.of(), List.of(home.name()));
        }
    }

    /** Ids lead with time, so their order is that of age, also across shards. */
    private static List<FoundOrder> newest(Collection<List<FoundOrder>> byShard, int atMost) {
        return byShard.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing((FoundOrder order) -> order.id().toString())
                        .reversed())
                .limit(atMost)
                .toList();
    }
}
