package dev.waybill.benchmark.scenarios;

import dev.waybill.benchmark.contenders.Contender;
import dev.waybill.benchmark.floor.Floor;
import dev.waybill.benchmark.load.Batch;
import dev.waybill.benchmark.load.Crowd;
import dev.waybill.benchmark.load.Load;
import dev.waybill.benchmark.load.OrderMix;
import dev.waybill.benchmark.load.Requests;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** All that is measured, by name. Builds take turns within a round, so that a slow minute of the machine meets all. */
public final class Scenarios {
    /** Than other runs: a bug spoils some of the messages, and not nearly as many as there are good ones. */
    private static final int LETTERS_TAKE_LONGER = 6;

    private static final int WAIT_SECONDS = 30;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int REMEMBERED = 2_000;
    private static final int CROWDED = 8_000;
    private static final OrderMix STANDARD = OrderMix.STANDARD;
    private static final String LETTERS = "letters";
    private static final String HOT_SKU = "hot-sku";
    private static final String HOT_CUSTOMER = "hot-customer";
    private static final String HALF_DECLINED = "half-declined";
    private static final String INTAKE_ALONE = "intake-alone";
    private static final String BACKLOG = "backlog";
    private static final String USUAL = "standard, 256";
    private static final Map<String, Consumer<Scenarios>> BY_NAME = byName();

    /** Of the scenarios that something is the matter with, the load of the runs that nothing is the matter with. */
    public static final Map<String, String> UNDISTURBED =
            Map.of(HOT_SKU, USUAL, HOT_CUSTOMER, USUAL, HALF_DECLINED, USUAL, BACKLOG, USUAL, LETTERS, "no letters");

    private final Course course;
    private final Crowd crowd;
    private final List<Contender> all;
    private final List<Contender> ours;
    private final Pace pace;
    private final Fate fate;
    private final Floor floor;
    private final Random random = new Random(20_261_122);

    /**
     * How thoroughly.
     *
     * @param rounds how often each run is made
     * @param measured how long each is measured
     * @param batch orders in one request of {@code orders:batch}
     * @param backlog orders that wait through an outage
     * @param inFlight numbers of customers of the standard scenario
     * @param stored numbers of orders that the databases hold while it is measured what one costs
     * @param letters messages among those of the orders that can't be handled
     */
    public record Pace(
            int rounds,
            Duration measured,
            int batch,
            int backlog,
            List<Integer> inFlight,
            List<Integer> stored,
            int letters) {}

    /** What may befall the one build that is more than an endpoint. */
    public record Fate(Outage outage, Letters letters, HeldUp heldUp, Past past) {}

    /**
     * @param all builds
     * @param waybill the one of them that has more than {@code POST /v1/orders}
     */
    public Scenarios(
            Course course, Crowd crowd, List<Contender> all, Contender waybill, Pace pace, Fate fate, Floor floor) {
        this.course = course;
        this.crowd = crowd;
        this.all = all;
        this.ours = List.of(waybill);
        this.pace = pace;
        this.fate = fate;
        this.floor = floor;
    }

    private static Map<String, Consumer<Scenarios>> byName() {
        Map<String, Consumer<Scenarios>> byName = new LinkedHashMap<>();
        byName.put("standard", Scenarios::standard);
        byName.put("intake", Scenarios::intake);
        byName.put("batch", Scenarios::batch);
        byName.put("open-loop", Scenarios::openLoop);
        byName.put("overload", Scenarios::overload);
        byName.put("items-20", with -> with.closedLoop("items-20", with.all, STANDARD.withLines(20), 64));
        byName.put("items-1000", with -> with.closedLoop("items-1000", with.ours, STANDARD.withLines(1_000), 8));
        byName.put(HOT_SKU, with -> with.besideUsual(HOT_SKU, STANDARD.withOneForAll()));
        byName.put(HOT_CUSTOMER, with -> with.besideUsual(HOT_CUSTOMER, STANDARD.ofOneCustomer()));
        byName.put(HALF_DECLINED, with -> with.besideUsual(HALF_DECLINED, STANDARD.withDeclined(50)));
        byName.put("reads", Scenarios::reads);
        byName.put(INTAKE_ALONE, with -> with.intakeAlone(with.fate.outage()));
        byName.put(BACKLOG, with -> with.backlog(with.fate.outage()));
        byName.put(LETTERS, with -> with.letters(with.fate.letters()));
        byName.put("flat-cost", with -> with.flatCost(with.fate.past()));
        return Collections.unmodifiableMap(byName);
    }

    /** Known before anything is started, so that one that is none is refused in time. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    public void run(String name) {
        Objects.requireNonNull(BY_NAME.get(name), name).accept(this);
    }

    private void standard() {
        pace.inFlight().forEach(customers -> closedLoop("standard", all, STANDARD, customers));
    }

    private void closedLoop(String scenario, List<Contender> builds, OrderMix mix, int customers) {
        rounds(
                scenario,
                customers + " in flight",
                builds,
                build -> crowd.closedLoop(
                        build.target(), orders(mix, WAIT_SECONDS), customers, WARM_UP, pace.measured()));
    }

    /** In turns: what customers usually want, and something else. */
    private void besideUsual(String scenario, OrderMix other) {
        for (int round = 1; round <= pace.rounds(); round++) {
            course.run(scenario, USUAL, ours.getFirst(), round, () -> full(STANDARD));
            course.run(scenario, "256 in flight", ours.getFirst(), round, () -> full(other));
        }
    }

    private Load full(OrderMix mix) {
        return crowd.closedLoop(ours.getFirst().target(), orders(mix, WAIT_SECONDS), 256, WARM_UP, pace.measured());
    }

    /** Nobody waits for a decision; what is decided meanwhile is done beside it. */
    private void intake() {
        rounds("intake", "256 in flight", ours, this::intake);
    }

    /** Nobody can reserve stock meanwhile, so nothing is carried through beside it, but all of it before the run ends. */
    private void intakeAlone(Outage outage) {
        for (int round = 1; round <= pace.rounds(); round++) {
            outage.begin();
            course.run(INTAKE_ALONE, "256 in flight", ours.getFirst(), round, () -> {
                try {
                    return intake(ours.getFirst());
                } finally {
                    outage.end();
                }
            });
        }
    }

    private Load intake(Contender build) {
        return crowd.closedLoop(build.target(), orders(STANDARD, 0), 256, WARM_UP, pace.measured());
    }

    private void batch() {
        rounds(
                "batch",
                pace.batch() + " in one",
                ours,
                build -> Batch.send(build.target(), STANDARD, random, pace.batch()));
    }

    private void openLoop() {
        for (int perSecond : List.of(200, 1_000)) {
            rounds(
                    "open-loop",
                    perSecond + "/s",
                    all,
                    build -> crowd.openLoop(
                            build.target(), orders(STANDARD, WAIT_SECONDS), perSecond, WARM_UP, pace.measured()));
        }
        for (int round = 1; round <= pace.rounds(); round++) {
            course.floor("200/s", round, () -> floor.run(200, WARM_UP, pace.measured()));
        }
    }

    /** More customers than anybody could answer in time: who would wait for long is told at once to come again. */
    private void overload() {
        rounds(
                "overload",
                "%,d in flight".formatted(CROWDED),
                ours,
                build -> crowd.closedLoop(build.target(), orders(STANDARD, 0), CROWDED, WARM_UP, pace.measured()));
    }

    /** What the reads' customers saw is kept as a run of its own; what it all cost is told with the orders. */
    private void reads() {
        ArrayDeque<String> ids = new ArrayDeque<>();
        Requests orders = Requests.remembered(orders(STANDARD, WAIT_SECONDS), ids, REMEMBERED);
        for (int round = 1; round <= pace.rounds(); round++) {
            Contender build = ours.getFirst();
            crowd.openLoop(build.target(), orders, 300, Duration.ZERO, Duration.ofSeconds(1));
            Map<Requests, Integer> rates = new LinkedHashMap<>();
            rates.put(orders, 300);
            rates.put(Requests.reads(ids), 3_000);
            course.mixed("reads", build, round, List.of("300 orders/s", "3,000 reads/s"), () -> {
                List<Load> seen = crowd.openLoops(build.target(), rates, WARM_UP, pace.measured());
                return List.of(seen.getFirst(), seen.getLast().ofReads());
            });
        }
    }

    /** Orders that come while nobody can reserve stock for them, after some of a steady stream, which they are compared with. */
    private void backlog(Outage outage) {
        Contender build = ours.getFirst();
        course.run(BACKLOG, USUAL, build, 1, () -> full(STANDARD));
        outage.begin();
        Load waiting = Batch.send(build.target(), STANDARD, random, pace.backlog());
        course.run(BACKLOG, pace.backlog() + " orders", build, 1, () -> {
            outage.end();
            return waiting;
        });
    }

    /** In turns: nothing else, and messages among those of the orders that nobody can read. */
    private void letters(Letters letters) {
        Duration measured = pace.measured().multipliedBy(LETTERS_TAKE_LONGER);
        Supplier<Load> orders = () ->
                crowd.closedLoop(ours.getFirst().target(), orders(STANDARD, WAIT_SECONDS), 256, WARM_UP, measured);
        for (int round = 1; round <= pace.rounds(); round++) {
            course.run(LETTERS, Objects.requireNonNull(UNDISTURBED.get(LETTERS)), ours.getFirst(), round, orders);
            course.run(LETTERS, "%,d letters".formatted(pace.letters()), ours.getFirst(), round, () -> {
                letters.plant(pace.letters(), WARM_UP, measured);
                return orders.get();
            });
            letters.clear();
        }
        heldUp(fate.heldUp(), measured, orders);
    }

    /** Once: beside good orders come others, which break a rule that is taken back. */
    private void heldUp(HeldUp others, Duration measured, Supplier<Load> orders) {
        try {
            course.run(LETTERS, "%,d held up".formatted(pace.letters()), ours.getFirst(), 1, () -> {
                others.begin(pace.letters(), WARM_UP, measured);
                Load seen = orders.get();
                course.keep(others.clear());
                return seen.beside(pace.letters());
            });
        } finally {
            others.giveUp();
        }
    }

    /** Last, since the databases stay as full as it makes them. */
    private void flatCost(Past past) {
        for (int stored : pace.stored()) {
            past.grow(stored);
            rounds("flat-cost", "%,d stored".formatted(stored), ours, any -> full(STANDARD));
        }
    }

    private void rounds(String scenario, String load, List<Contender> builds, Function<Contender, Load> work) {
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Contender build : builds) {
                course.run(scenario, load, build, round, () -> work.apply(build));
            }
        }
    }

    private Requests orders(OrderMix mix, int waitSeconds) {
        return Requests.orders(mix, random, waitSeconds);
    }
}
