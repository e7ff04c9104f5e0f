package dev.waybill.simulation.people;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.orders.placing.OrderDraft;
import dev.waybill.orders.placing.OrderDraft.DraftLine;
import dev.waybill.reversals.Outcome;
import dev.waybill.reversals.Wish;
import dev.waybill.simulation.orders.OrderShell;
import dev.waybill.simulation.orders.Placing;
import dev.waybill.simulation.orders.Placing.Basket;
import dev.waybill.simulation.orders.Reversing;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Dice;
import dev.waybill.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** They order, cancel and return, and ask again until they are answered; some ask twice at once. */
public final class Customers {

    private static final Contact SOMEBODY = new Contact("Ada", null);
    private static final Address SOMEWHERE = new Address(null, null, null, "GB");

    private final World world;
    private final OrderShell shell;
    private final Placing placing;
    private final Reversing reversing;
    private final List<String> skus;
    private final Dice dice;
    private final Map<String, UUID> answers = new HashMap<>();
    private final Map<UUID, List<Line>> lines = new HashMap<>();
    private final double regret;
    private int waiting;

    public Customers(World world, OrderShell shell, List<String> skus) {
        this.world = world;
        this.shell = shell;
        this.placing = new Placing(world, shell);
        this.reversing = new Reversing(world, shell);
        this.skus = skus;
        this.dice = world.dice().split();
        // In some worlds hardly anybody knows what they want.
        this.regret = dice.chance(0.3) ? 0.7 : 0.1;
        world.auditor().orders().watch(this::onState);
    }

    /** Whether nobody waits for an answer. */
    public boolean areContent() {
        return waiting == 0;
    }

    /** So many come, at any time within the span. */
    public void come(int orders, long within) {
        for (int i = 0; i < orders; i++) {
            Basket basket = basket(i);
            waiting++;
            world.timeline().in(dice.between(0, within), () -> place(basket));
            if (dice.chance(0.1)) {
                waiting++;
                world.timeline().in(dice.between(0, within), () -> place(basket));
            }
        }
    }

    private Basket basket(int number) {
        List<Line> wanted = new ArrayList<>();
        int count = dice.chance(0.6) ? 1 : 1 + dice.below(4);
        for (int line = 1; line <= count; line++) {
            int quantity = 1 + dice.below(5);
            // The last one is free.
            int sku = dice.below(skus.size());
            long price = sku == skus.size() - 1 ? 0 : 100 + sku;
            wanted.add(new Line(line, skus.get(sku), "something", quantity, price, quantity * price));
        }
        String token = dice.chance(0.85) ? "tok_approve" : "tok_decline_insufficient_funds";
        OrderDraft draft = new OrderDraft(
                "customer-" + dice.below(50),
                SOMEBODY,
                SOMEWHERE,
                "GBP",
                token,
                wanted.stream()
                        .map(line -> new DraftLine(line.sku(), line.quantity(), null))
                        .toList());
        return new Basket(draft, wanted, "key-" + number, dice.chance(0.1) ? 1 : PlaceOrder.DEFINITION.number());
    }

    private void place(Basket basket) {
        ask(
                "order " + basket.key(),
                (replica, answer) -> placing.place(replica, basket, answer),
                (@Nullable UUID order) -> placed(basket, order));
    }

    private void placed(Basket basket, @Nullable UUID order) {
        if (order == null) {
            throw new IllegalStateException("a key was used for another order, which no customer has done");
        }
        UUID before = answers.put(basket.key(), order);
        world.auditor().orders().answered(basket.key(), order, before);
        if (before == null) {
            lines.put(order, basket.lines());
            perhapsThinkAgain(order, basket);
        }
    }

    private void perhapsThinkAgain(UUID order, Basket basket) {
        if (dice.chance(regret)) {
            later(dice.chance(0.7) ? 2 * Timeline.SECOND : 8 * Timeline.MINUTE, () -> cancel(order));
        }
        int returns = dice.chance(0.2) ? 1 + dice.below(2) : 0;
        for (int i = 0; i < returns; i++) {
            Map<Integer, Integer> units = someOf(basket.lines());
            String key = "return-" + i;
            later(10 * Timeline.MINUTE, () -> giveBack(order, key, units));
            if (dice.chance(0.3)) {
                later(10 * Timeline.MINUTE, () -> giveBack(order, key, units));
            }
        }
    }

    private Map<Integer, Integer> someOf(List<Line> lines) {
        Line line = dice.of(lines);
        return Map.of(line.line(), 1 + dice.below(line.quantity()));
    }

    /** At the worst moment: when its money is just asked for. */
    public void hear(Message message) {
        if (message instanceof AuthorizePayment asked && dice.chance(0.05)) {
            later(30 * Timeline.MILLISECOND, () -> cancel(asked.orderId()));
        }
    }

    /** At the worst moment: when it is just confirmed, and its money not yet taken. */
    private void onState(UUID order, String state) {
        if (state.equals("CONFIRMED") && dice.chance(0.1)) {
            waiting++;
            world.timeline().in(dice.between(0, 30 * Timeline.MILLISECOND), () -> cancel(order));
        }
        if (state.equals("CONFIRMED") && lines.containsKey(order) && dice.chance(0.05)) {
            Map<Integer, Integer> units = someOf(lines.get(order));
            waiting++;
            world.timeline().in(dice.between(0, 30 * Timeline.MILLISECOND), () -> giveBack(order, "at-once", units));
        }
    }

    private void later(long within, Runnable what) {
        waiting++;
        world.timeline().in(dice.between(0, within), what);
    }

    private void cancel(UUID order) {
        Wish.Cancel wish = new Wish.Cancel(order, "customer", "cancelled_by_customer", null, null);
        ask("cancel " + order, (replica, answer) -> reversing.take(replica, wish, answer), (Outcome outcome) -> {
            if (!(outcome instanceof Outcome.Refused)) {
                world.auditor().orders().cancelAccepted(order);
            }
        });
    }

    private void giveBack(UUID order, String key, Map<Integer, Integer> units) {
        Wish.Return wish = new Wish.Return(order, "customer", key, units, null, null);
        ask("return " + order, (replica, answer) -> reversing.take(replica, wish, answer), (Outcome outcome) -> {
            if (!(outcome instanceof Outcome.Refused)) {
                world.auditor().orders().returnAccepted(order, key, units);
            }
        });
    }

    /** Whoever is not answered soon asks again, perhaps another replica; the first answer counts. */
    private <T> void ask(String what, BiConsumer<Replica, Consumer<T>> call, Consumer<T> answered) {
        boolean[] done = {false};
        Replica replica = dice.of(shell.service().replicas());
        if (replica.isUp()) {
            call.accept(replica, answer -> {
                if (!world.faults().answerLost() && !done[0]) {
                    done[0] = true;
                    waiting--;
                    answered.accept(answer);
                }
            });
        }
        world.timeline().in(dice.between(1, 5) * Timeline.SECOND, () -> {
            if (!done[0]) {
                done[0] = true;
                ask(what, call, answered);
            }
        });
    }
}
