package dev.waybill.orders.placing;

import dev.waybill.catalogue.Product;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.ProblemException;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.orders.placing.OrderDraft.DraftLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives every line of a draft its name and price. Pure, given the products. */
final class Pricing {

    /** An order may cost at most this much, in minor units; far below where a sum could overflow. */
    static final long MAX_TOTAL = 100_000_000_000_000L;

    private final OrderDraft draft;
    private final Function<String, @Nullable Product> products;
    private final boolean callerSetsPrices;
    private final List<FieldError> invalid = new ArrayList<>();
    private final List<FieldError> changedPrices = new ArrayList<>();

    private Pricing(OrderDraft draft, Function<String, @Nullable Product> products, boolean callerSetsPrices) {
        this.draft = draft;
        this.products = products;
        this.callerSetsPrices = callerSetsPrices;
    }

    /**
     * @param products finds a product by its SKU, or null
     * @param callerSetsPrices whether a stated price is the price; otherwise it must be the catalogue's
     * @throws ProblemException naming the lines that can't be sold so; of many the first, and how many
     */
    static List<Line> price(OrderDraft draft, Function<String, @Nullable Product> products, boolean callerSetsPrices) {
        Pricing pricing = new Pricing(draft, products, callerSetsPrices);
        List<Line> lines = pricing.lines();
        pricing.refuseIfWrong(lines);
        return lines;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>(draft.lines().size());
        for (int i = 0; i < draft.lines().size(); i++) {
            lines.add(line(i, draft.lines().get(i)));
        }
        return lines;
    }

    private Line line(int index, DraftLine line) {
        Product product = products.apply(line.sku());
        Long stated = line.price();
        long price = callerSetsPrices && stated != null ? stated : catalogued(index, line, product);
        String name = product == null ? line.sku() : product.name();
        return new Line(index + 1, line.sku(), name, line.quantity(), price, price * line.quantity());
    }

    private long catalogued(int index, DraftLine line, @Nullable Product product) {
        String pointer = "/lines/" + index;
        if (product == null || !product.active()) {
            String what = product == null ? "no product \"%s\" is known" : "\"%s\" is not sold any more";
            invalid.add(new FieldError(pointer + "/sku", what.formatted(line.sku())));
            return 0;
        }
        if (!product.currency().equals(draft.currency())) {
            invalid.add(new FieldError(
                    "/currency",
                    "\"%s\" is sold in %s, not %s".formatted(line.sku(), product.currency(), draft.currency())));
        } else if (line.price() != null && line.price() != product.price()) {
            changedPrices.add(new FieldError(
                    pointer + "/price",
                    "the price of \"%s\" is %d now, not %d".formatted(line.sku(), product.price(), line.price())));
        }
        return product.price();
    }

    private void refuseIfWrong(List<Line> lines) {
        if (!invalid.isEmpty()) {
            throw Problem.invalid(invalid).toException();
        }
        if (!changedPrices.isEmpty()) {
            throw Problem.ofFields(
                            409,
                            "price-changed",
                            "A price has changed",
                            "Show the customer the new prices, and place the order with them.",
                            changedPrices)
                    .toException();
        }
        long total = lines.stream().mapToLong(Line::amount).reduce(0, Pricing::cappedSum);
        if (total == 0 || total > MAX_TOTAL) {
            throw Problem.invalid(List.of(new FieldError(
                            "/lines", "must cost 1 to %d in all, but cost %d".formatted(MAX_TOTAL, total))))
                    .toException();
        }
    }

    /** Prices and quantities are bounded, so one line can't overflow; many might. */
    private static long cappedSum(long sum, long amount) {
        return sum > MAX_TOTAL || amount > MAX_TOTAL ? MAX_TOTAL + 1 : sum + amount;
    }
}
