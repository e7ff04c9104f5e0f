package dev.waybill.letters.planning;

import dev.waybill.contracts.Message;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.delivery.consuming.MessageReader;
import dev.waybill.delivery.consuming.MessageReader.Reading;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.letters.LetterRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Letters of one shard and topic in the order in which they are to be applied, and what would become of each. Pure. Of an
 * order, nothing goes before what came earlier: a letter that stays holds up those behind it.
 */
public final class Line<M extends Message> {

    /**
     * @param blocked whether an older letter of its order is parked that is not in the line
     */
    public record Candidate(LetterRow row, boolean blocked) {}

    /**
     * One that can be tried.
     *
     * @param received as it is read now
     */
    public record Open<M extends Message>(LetterRow row, Received<M> received) {}

    /** One that can't be read, and why. */
    public record Unreadable(LetterRow row, Cause cause) {}

    /** What would become of a letter. */
    public record Judged(LetterRow row, Verdict verdict, String why) {

        /** Whether it would still be parked, and what is behind it would have to wait. */
        boolean stays() {
            return switch (verdict) {
                case NEEDS_PREDECESSOR, UNREADABLE, REJECTED -> true;
                case WILL_APPLY, DUPLICATE, FENCED -> false;
            };
        }
    }

    private static final String EARLIER_IS_PARKED = "An earlier message of its order is parked, and not among these.";
    private static final String EARLIER_STAYS = "An earlier message of its order would stay.";

    private final List<Candidate> candidates;
    private final List<Open<M>> open = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final List<LetterRow> held = new ArrayList<>();

    private Line(List<Candidate> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /**
     * @param candidates oldest first
     * @param replay for the records' header; null if nothing is replayed
     */
    public static <M extends Message> Line<M> of(
            List<Candidate> candidates, MessageReader<M> reader, @Nullable UUID replay) {
        return of(candidates, reader, replay, Set.of());
    }

    /**
     * As above, of a line of which a part has been judged.
     *
     * @param before the orders of which a letter would stay
     */
    static <M extends Message> Line<M> of(
            List<Candidate> candidates, MessageReader<M> reader, @Nullable UUID replay, Set<UUID> before) {
        Line<M> line = new Line<>(candidates);
        Set<UUID> stuck = new HashSet<>(before);
        for (Candidate each : candidates) {
            if (each.blocked() || stuck.contains(each.row().orderId())) {
                line.held.add(each.row());
                hold(each.row(), stuck);
                continue;
            }
            switch (reader.read(each.row().record(replay))) {
                case Reading.Good<M>(Received<M> received) -> line.open.add(new Open<>(each.row(), received));
                case Reading.Bad<M>(String kind, String detail) -> {
                    line.unreadable.add(new Unreadable(each.row(), Cause.of(kind, detail)));
                    hold(each.row(), stuck);
                }
            }
        }
        return line;
    }

    /** Those that can be tried. */
    public List<Open<M>> open() {
        return open;
    }

    public List<Received<M>> openMessages() {
        return open.stream().map(Open::received).toList();
    }

    public List<Unreadable> unreadable() {
        return unreadable;
    }

    /** Those that are behind one that stays. */
    public List<LetterRow> held() {
        return held;
    }

    /**
     * All of them, in order.
     *
     * @param foretold of {@link #open()}, one for each
     */
    public List<Judged> judge(List<Foretold> foretold) {
        Map<UUID, Judged> judged = new HashMap<>();
        held.forEach(row -> judged.put(row.id(), new Judged(row, Verdict.NEEDS_PREDECESSOR, EARLIER_STAYS)));
        unreadable.forEach(each -> judged.put(
                each.row().id(),
                new Judged(each.row(), Verdict.UNREADABLE, each.cause().message())));
        Set<UUID> stuck = new HashSet<>();
        for (int i = 0; i < open.size(); i++) {
            LetterRow row = open.get(i).row();
            judged.put(row.id(), judge(row, foretold.get(i), stuck));
        }
        return candidates.stream()
                .map(each -> each.blocked()
                        ? new Judged(each.row(), Verdict.NEEDS_PREDECESSOR, EARLIER_IS_PARKED)
                        : Objects.requireNonNull(judged.get(each.row().id())))
                .toList();
    }

    private static Judged judge(LetterRow row, Foretold foretold, Set<UUID> stuck) {
        if (stuck.contains(row.orderId())) {
            return new Judged(row, Verdict.NEEDS_PREDECESSOR, EARLIER_STAYS);
        }
        if (foretold.verdict() == Verdict.REJECTED) {
            hold(row, stuck);
        }
        return new Judged(row, foretold.verdict(), foretold.why());
    }

    /** What is of no known order holds up nobody. */
    private static void hold(LetterRow row, Set<UUID> stuck) {
        if (row.orderId() != null) {
            stuck.add(row.orderId());
        }
    }
}
