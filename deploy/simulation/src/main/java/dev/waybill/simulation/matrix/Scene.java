package dev.waybill.simulation.matrix;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.TakeBack;
import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.orders.placing.OrderDraft;
import dev.waybill.orders.placing.OrderDraft.DraftLine;
import dev.waybill.reversals.Outcome;
import dev.waybill.reversals.Wish;
import dev.waybill.simulation.Setting;
import dev.waybill.simulation.audit.Auditor;
import dev.waybill.simulation.orders.OrderDatabase;
import dev.waybill.simulation.orders.Placing;
import dev.waybill.simulation.orders.Reversing;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.Trace;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Dice;
import dev.waybill.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One order that meets one trouble. */
final class Scene {

    private static final String SKU = "SKU-1";
    private static final String OTHER_SKU = "SKU-2";
    private static final int UNITS = 3;
    private static final long PRICE = 250;
    private static final long AT_LAST = 4 * 60 * Timeline.MINUTE;

    private final Target target;
    private final Script script;
    private final Timeline timeline = new Timeline();
    private final Auditor auditor = new Auditor();
    private final Setting setting;
    private final Placing placing;
    private final Reversing reversing;
    private final List<UUID> placed = new ArrayList<>();
    private boolean wished;
    private boolean parked;
    private long quietSince = -1;

    Scene(Target target, Trouble trouble) {
        this.target = target;
        this.script = new Script(target, trouble);
        World world = new World(timeline, new Dice(7), script, auditor, new Trace(timeline, null));
        this.setting = new Setting(world);
        this.placing = new Placing(world, setting.orders());
        this.reversing = new Reversing(world, setting.orders());
    }

    /** In words, how it ended. */
    String play() {
        long units = script.refuses(PlaceOrder.RESERVE_STOCK) ? 1 : 100;
        setting.fill(SKU, units);
        setting.fill(OTHER_SKU, units);
        timeline.in(0, this::place);
        boolean[] over = {false};
        timeline.every(Timeline.SECOND / 4, () -> {
            over[0] = look();
            return !over[0];
        });
        while (!over[0] && timeline.next()) {
            if (auditor.hasComplaints()) {
                break;
            }
        }
        auditor.judgeTheEnd();
        if (auditor.hasComplaints()) {
            throw new IllegalStateException("%s: %s".formatted(target, auditor.complaints()));
        }
        if (!script.wasMet()) {
            throw new IllegalStateException("%s never met its trouble".formatted(target));
        }
        return outcome();
    }

    private void place() {
        List<Line> lines = List.of(line(1, SKU), line(2, OTHER_SKU));
        boolean declines = script.refuses(PlaceOrder.AUTHORIZE_PAYMENT)
                || (target.undo() && target.step().equals(PlaceOrder.RESERVE_STOCK));
        OrderDraft draft = new OrderDraft(
                "customer-1",
                new Contact(null, null),
                new Address(null, null, null, "GB"),
                "GBP",
                declines ? "tok_decline_insufficient_funds" : "tok_approve",
                lines.stream()
                        .map(each -> new DraftLine(each.sku(), UNITS, null))
                        .toList());
        int number = target.isPlacing() ? target.number() : PlaceOrder.DEFINITION.number();
        Placing.Basket basket = new Placing.Basket(draft, lines, "key", number);
        askUntilAnswered(
                () -> !placed.isEmpty(),
                replica -> placing.place(replica, basket, order -> {
                    if (order != null && placed.isEmpty()) {
                        placed.add(order);
                        perhapsCallOff(order);
                    }
                }));
    }

    private static Line line(int number, String sku) {
        return new Line(number, sku, "something", UNITS, PRICE, UNITS * PRICE);
    }

    /** The undo of an authorization is seen when the order is cancelled while it is asked for. */
    private void perhapsCallOff(UUID order) {
        if (target.undo() && target.step().equals(PlaceOrder.AUTHORIZE_PAYMENT)) {
            wished = true;
            timeline.in(Timeline.SECOND, () -> take(cancel(order)));
        }
    }

    private static Wish cancel(UUID order) {
        return new Wish.Cancel(order, "customer", "cancelled_by_customer", null, null);
    }

    private void take(Wish wish) {
        boolean[] answered = {false};
        askUntilAnswered(() -> answered[0], replica -> {
            script.arm();
            reversing.take(replica, wish, outcome -> {
                answered[0] = true;
                if (!(outcome instanceof Outcome.Refused)) {
                    accepted(wish);
                }
            });
        });
    }

    private void accepted(Wish wish) {
        switch (wish) {
            case Wish.Cancel cancel -> auditor.orders().cancelAccepted(cancel.orderId());
            case Wish.Return some -> auditor.orders().returnAccepted(some.orderId(), some.key(), some.units());
        }
    }

    private void askUntilAnswered(Supplier<Boolean> answered, Consumer<Replica> ask) {
        setting.orders().service().any().ifPresent(ask);
        timeline.in(3 * Timeline.SECOND, () -> {
            if (!answered.get()) {
                askUntilAnswered(answered, ask);
            }
        });
    }

    /** Goes on with the scene when all is quiet; ends it when there is nothing more to come. */
    private boolean look() {
        parked |= setting.orders().service().databases().stream()
                .flatMap(database -> database.open().stream())
                .anyMatch(saga -> saga.parked() != null);
        if (!setting.isQuiet() || placed.isEmpty()) {
            quietSince = -1;
            return timeline.micros() > AT_LAST;
        }
        quietSince = quietSince < 0 ? timeline.micros() : quietSince;
        if (timeline.micros() - quietSince < 10 * Timeline.SECOND) {
            return false;
        }
        Optional<Wish> next = next(placed.getFirst());
        next.ifPresent(wish -> {
            quietSince = -1;
            take(wish);
        });
        return next.isEmpty();
    }

    private Optional<Wish> next(UUID order) {
        if (target.isPlacing() || wished) {
            return Optional.empty();
        }
        wished = true;
        return Optional.of(
                target.definition().equals(TakeBack.CANCEL)
                        ? cancel(order)
                        : new Wish.Return(order, "customer", "return", Map.of(1, 2, 2, 1), null, null));
    }

    private String outcome() {
        UUID order = placed.getFirst();
        OrderDatabase database = setting.orders().database(order);
        return (parked ? "parked, then " : "")
                + database.lastPhase(order).toLowerCase(Locale.ROOT)
                + "; the order is "
                + database.state(order).toLowerCase(Locale.ROOT);
    }
}
