package dev.waybill.local.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the orders that credits take back, since the file names none. Pure.
 *
 * <p>A credit is matched to what its customer bought of its product on invoices that begin above it: first where the
 * price is the same, then on the latest invoice, then on its first line. It may be split over several orders, but is
 * carried out in full or not at all: half of it would be a refund that stands nowhere.
 */
final class Matching {
    private final Map<Bought, List<OpenLine>> lines = new HashMap<>();
    private final Map<String, Long> unitsLeft = new HashMap<>();
    private final Map<Part, Draft> drafts = new LinkedHashMap<>();
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);

    private Matching(List<Invoice> invoices, List<Credit> credits) {
        credits.forEach(credit -> lines.putIfAbsent(new Bought(credit.customer(), credit.sku()), new ArrayList<>()));
        invoices.forEach(this::open);
    }

    /**
     * @param reversals those of one order in the order in which they have to be carried out
     * @param refused credits without an order, by reason
     */
    record Matched(List<Reversal> reversals, Map<Refusal, Long> refused) {}

    /** No credit has a guest's, whose customer is null. */
    private record Bought(@Nullable String customer, String sku) {}

    private record Part(String credit, String invoice) {}

    private record Draft(SortedMap<Integer, Integer> units, Set<Long> rows) {}

    /** A line of an order with what has not come back yet. */
    private static final class OpenLine {
        private final Invoice invoice;
        private final int number;
        private int left;

        OpenLine(Invoice invoice, int number) {
            this.invoice = invoice;
            this.number = number;
            this.left = line().quantity();
        }

        Invoice.Line line() {
            return invoice.lines().get(number - 1);
        }
    }

    /** @param credits in the file's order */
    static Matched of(List<Invoice> invoices, List<Credit> credits) {
        Matching matching = new Matching(invoices, credits);
        credits.forEach(matching::match);
        return new Matched(matching.reversals(), matching.refused);
    }

    /** Keeps only lines that some credit may be about: a year of a shop has many more. */
    private void open(Invoice invoice) {
        for (int number = 1; number <= invoice.lines().size(); number++) {
            Invoice.Line line = invoice.lines().get(number - 1);
            unitsLeft.merge(invoice.number(), (long) line.quantity(), Long::sum);
            List<OpenLine> wanted = lines.get(new Bought(invoice.customer(), line.sku()));
            if (wanted != null) {
                wanted.add(new OpenLine(invoice, number));
            }
        }
    }

    private void match(Credit credit) {
        List<OpenLine> before = lines.getOrDefault(new Bought(credit.customer(), credit.sku()), List.of()).stream()
                .filter(line -> line.invoice.row() < credit.row())
                .sorted(best(credit))
                .toList();
        long left = before.stream().mapToLong(line -> line.left).sum();
        if (left < credit.quantity()) {
            refused.merge(before.isEmpty() ? Refusal.NOT_BOUGHT_BEFORE : Refusal.MORE_THAN_WAS_BOUGHT, 1L, Long::sum);
        } else {
            take(credit, before);
        }
    }

    private static Comparator<OpenLine> best(Credit credit) {
        return Comparator.comparing((OpenLine line) -> line.line().price() != credit.price())
                .thenComparing(line -> line.invoice.row(), Comparator.reverseOrder())
                .thenComparing(line -> line.number);
    }

    private void take(Credit credit, List<OpenLine> from) {
        int missing = credit.quantity();
        for (OpenLine line : from) {
            int units = Math.min(missing, line.left);
            if (units > 0) {
                line.left -= units;
                missing -= units;
                note(credit, line, units);
            }
        }
    }

    private void note(Credit credit, OpenLine line, int units) {
        unitsLeft.merge(line.invoice.number(), (long) -units, Long::sum);
        Draft draft = drafts.computeIfAbsent(
                new Part(credit.number(), line.invoice.number()),
                any -> new Draft(new TreeMap<>(), new LinkedHashSet<>()));
        draft.units().merge(line.number, units, Integer::sum);
        draft.rows().add(credit.row());
    }

    /** Only the last of an order can be its cancel: nothing comes back after that. */
    private List<Reversal> reversals() {
        Map<String, Part> last = new HashMap<>();
        drafts.keySet().forEach(part -> last.put(part.invoice(), part));
        List<Reversal> reversals = new ArrayList<>();
        drafts.forEach((part, draft) -> {
            boolean takesTheRest =
                    part.equals(last.get(part.invoice())) && unitsLeft.getOrDefault(part.invoice(), 0L) == 0;
            reversals.add(new Reversal(
                    part.credit(),
                    part.invoice(),
                    takesTheRest ? Reversal.How.CANCEL : Reversal.How.RETURN,
                    draft.units(),
                    draft.rows()));
        });
        return reversals;
    }
}
