package dev.waybill.benchmark.letters;

import dev.waybill.benchmark.letters.Arrivals.Placed;
import dev.waybill.benchmark.scenarios.Cleared;
import dev.waybill.benchmark.scenarios.HeldUp;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.stack.ServiceKind;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Orders that each of three services puts a third of aside, in the middle of their sagas, and what a replay makes of them. */
public final class HeldUpOrders implements HeldUp {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Databases databases;
    private final Map<ServiceKind, Desk> desks = new EnumMap<>(ServiceKind.class);
    private final Arrivals arrivals;
    private final Goods goods;
    private final PrintStream progress;
    private CompletableFuture<Placed> placing = CompletableFuture.failedFuture(new IllegalStateException("not begun"));

    /** What is on sale. */
    public record Goods(long price, Consumer<List<String>> stock) {}

    /**
     * @param services their addresses
     * @param token with the role {@code ops}
     */
    public HeldUpOrders(
            Databases databases, Map<ServiceKind, String> services, String token, Goods goods, PrintStream progress) {
        this.databases = databases;
        services.forEach((kind, url) -> desks.put(kind, new Desk(url, token)));
        this.arrivals = new Arrivals(new HttpCalls(Objects.requireNonNull(services.get(ServiceKind.ORDERS)), token));
        this.goods = goods;
        this.progress = progress;
    }

    private static Stream<Rule> rules() {
        return Stream.of(Rule.values());
    }

    private Desk desk(Rule rule) {
        return Objects.requireNonNull(desks.get(rule.service()));
    }

    @Override
    public void begin(int orders, Duration after, Duration over) {
        goods.stock().accept(rules().map(Rule::sku).toList());
        rules().forEach(rule -> databases.impose(rule, goods.price()));
        placing = arrivals.begin(new Drip(orders, after, over));
    }

    @Override
    public void giveUp() {
        rules().forEach(databases::lift);
    }

    @Override
    public Cleared clear() {
        Placed placed = placing.join();
        int orders = placed.ids().size();
        Until.is(() -> counted().all() >= orders, PATIENCE);
        counted().require(Rule.values().length, orders);
        double aside = secondsSince(placed.begunNanos());
        progress.printf(
                "%-14s %,d orders placed in %.1f s, all aside after %.1f s%n",
                "letters", orders, placed.seconds(), aside);
        giveUp();
        List<Cleared.Replay> replays = new ArrayList<>();
        rules().forEach(rule -> replays.add(tell(Replaying.all(desk(rule), rule))));
        long replayed = System.nanoTime();
        if (!Until.is(() -> databases.confirmed(placed.ids()) == orders, PATIENCE)) {
            throw new IllegalStateException(
                    "of %d orders, %d are confirmed".formatted(orders, databases.confirmed(placed.ids())));
        }
        double confirmed = secondsSince(replayed);
        if (desks.values().stream().anyMatch(desk -> !desk.groups().isEmpty())) {
            throw new IllegalStateException("there are letters left");
        }
        return new Cleared(orders, placed.seconds(), aside, replays, confirmed);
    }

    private Cleared.Replay tell(Cleared.Replay replay) {
        progress.printf(
                "%-14s %,d letters by \"%s\" and %,d behind them: planned in %.1f s, replayed in %.1f s%n",
                "letters", replay.letters(), replay.cause(), replay.behind(), replay.planSeconds(), replay.seconds());
        return replay;
    }

    private Counted counted() {
        return desks.values().stream().map(Desk::counted).reduce(Counted.none(), Counted::and);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
