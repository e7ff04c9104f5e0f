package dev.waybill.console.letters;

import dev.waybill.console.letters.OrderLettersView.Happened;
import dev.waybill.console.letters.Said.Letter;
import dev.waybill.console.peers.Answer;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import dev.waybill.console.peers.PeerCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks all services what has happened to the dead letters of one order. For one page; not for several threads at once. */
public final class OrderLetters {

    /** A list is of one of them. */
    private static final List<String> STATUSES = List.of("parked", "replayed", "discarded");

    /** Each is a question of its own. */
    private static final int MOST = 20;

    /** Who only looks on need not ask as often as the page is made. */
    private static final Duration LATELY = Duration.ofSeconds(5);

    private final Letters letters;
    private final UUID order;
    private final Clock clock;
    private Instant asked = Instant.MIN;
    private OrderLettersView last = OrderLettersView.NONE;

    public OrderLetters(PeerCalls calls, UUID order, Clock clock) {
        this.letters = new Letters(calls);
        this.order = order;
        this.clock = clock;
    }

    /** As it was some seconds ago at most. */
    public OrderLettersView lately() {
        return asked.isBefore(clock.instant().minus(LATELY)) ? now() : last;
    }

    public OrderLettersView now() {
        asked = clock.instant();
        last = ask();
        return last;
    }

    private OrderLettersView ask() {
        List<String> missing = new ArrayList<>();
        // One that is settled meanwhile is found twice.
        Map<UUID, Letter> byId = new LinkedHashMap<>();
        for (String status : STATUSES) {
            Answers<Said.Letters> answers =
                    letters.list(new Filter(Map.of("status", status, "orderId", order.toString())), Map.of());
            missing.addAll(answers.missing(Said.Letters::shardsAway));
            answers.came().forEach(came -> came.value().letters().forEach(letter -> byId.put(letter.id(), letter)));
        }
        List<Letter> found = byId.values().stream()
                .sorted(Comparator.comparing(Letter::firstFailedAt))
                .toList();
        if (found.size() > MOST) {
            missing.add("Only what happened to the first %d of its letters is told here.".formatted(MOST));
        }
        List<Happened> happened = new ArrayList<>();
        for (Letter brief : found.subList(0, Math.min(MOST, found.size()))) {
            Answer<Letter> whole = letters.ask(brief.service(), brief.id());
            if (whole instanceof Came<Letter>(String service, Letter letter)) {
                happened.addAll(OrderLettersView.of(letter));
            } else {
                missing.addAll(new Answers<>(List.of(whole)).missing());
            }
        }
        return new OrderLettersView(happened, missing.stream().distinct().toList());
    }
}
