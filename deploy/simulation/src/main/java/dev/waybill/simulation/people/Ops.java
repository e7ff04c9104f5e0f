package dev.waybill.simulation.people;

import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Refusal;
import dev.waybill.simulation.orders.OrderDatabase;
import dev.waybill.simulation.orders.OrderDatabase.OpenSaga;
import dev.waybill.simulation.orders.OrderShell;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Dice;
import dev.waybill.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** They pause, resume, retry, compensate and skip at any moment; when the storm is over they look after what is stuck. */
public final class Ops {

    private static final List<String> STEPS = List.of(
            "reserve-stock", "authorize-payment", "capture-payment", "commit-stock", "refund-payment", "restock");

    private final World world;
    private final OrderShell shell;
    private final Dice dice;
    private final long stormUntil;

    public Ops(World world, OrderShell shell, long stormUntil) {
        this.world = world;
        this.shell = shell;
        this.dice = world.dice().split();
        this.stormUntil = stormUntil;
    }

    /**
     * @param every how often they do something in the storm; 0 for never
     */
    public void work(long every) {
        if (every > 0) {
            world.timeline().every(every, () -> {
                meddle();
                return world.timeline().micros() < stormUntil;
            });
        }
        world.timeline().at(stormUntil, this::resumeAll);
        world.timeline().at(stormUntil, () -> world.timeline().every(Timeline.MINUTE, () -> {
            lookAfterWhatIsStuck();
            return true;
        }));
    }

    private void meddle() {
        List<OpenSaga> open = open();
        Optional<Replica> replica = shell.service().any();
        if (open.isEmpty() || replica.isEmpty()) {
            return;
        }
        OpenSaga saga = dice.of(open);
        switch (dice.below(10)) {
            case 0, 1, 2 -> pause(replica.get(), saga);
            case 3 -> happen(replica.get(), saga, new Happening.Retried());
            case 4 -> happen(replica.get(), saga, new Happening.Resumed());
            case 5, 6 ->
                happen(
                        replica.get(),
                        saga,
                        new Happening.CalledOff(Refusal.refused("compensated_by_ops", "Ops has decided so.")));
            case 7 -> halt(dice.chance(0.5) ? "*" : saga.definition());
            default ->
                open.stream()
                        .filter(each -> each.parked() != null)
                        .findAny()
                        .ifPresent(stuck -> skip(replica.get(), stuck));
        }
    }

    private void pause(Replica replica, OpenSaga saga) {
        happen(replica, saga, new Happening.Paused());
        world.timeline().in(dice.between(Timeline.SECOND, 25 * Timeline.MINUTE), () -> shell.service()
                .any()
                .ifPresent(any -> happen(any, saga, new Happening.Resumed())));
    }

    /** Mostly the step that is stuck, now and then any. */
    private void skip(Replica replica, OpenSaga saga) {
        List<String> named = STEPS.stream()
                .filter(step -> String.valueOf(saga.parked()).contains(step))
                .toList();
        boolean carefully = !named.isEmpty() && dice.chance(0.7);
        happen(replica, saga, new Happening.Skipped(dice.of(carefully ? named : STEPS)));
    }

    /** All of a definition, for a while. */
    private void halt(String definition) {
        shell.service().databases().forEach(database -> database.halt(definition));
        world.trace().tellAll("ops", () -> "stops " + definition);
        world.timeline().in(dice.between(Timeline.SECOND, 3 * Timeline.MINUTE), () -> resume(definition));
    }

    private void resume(String definition) {
        world.trace().tellAll("ops", () -> "resumes " + definition);
        shell.service().databases().forEach(database -> database.resume(definition));
    }

    private void resumeAll() {
        shell.service().databases().forEach(OrderDatabase::resumeAll);
        open().stream().filter(OpenSaga::paused).forEach(saga -> shell.service()
                .any()
                .ifPresent(replica -> happen(replica, saga, new Happening.Resumed())));
    }

    private void lookAfterWhatIsStuck() {
        Optional<Replica> replica = shell.service().any();
        for (OpenSaga saga : open()) {
            if (replica.isPresent() && saga.paused()) {
                happen(replica.get(), saga, new Happening.Resumed());
            } else if (replica.isPresent() && saga.parked() != null) {
                happen(replica.get(), saga, new Happening.Retried());
            }
        }
    }

    private void happen(Replica replica, OpenSaga saga, Happening happening) {
        shell.happen(replica, saga.order(), saga.id(), happening);
    }

    private List<OpenSaga> open() {
        List<OpenSaga> open = new ArrayList<>();
        shell.service().databases().forEach(database -> open.addAll(database.open()));
        return open;
    }
}
