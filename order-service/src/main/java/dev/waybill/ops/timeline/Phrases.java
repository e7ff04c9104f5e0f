package dev.waybill.ops.timeline;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.TakeBack;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** How people say what a step asks of whom. */
public final class Phrases {

    private static final Map<String, Phrase> BY_STEP = Map.of(
            PlaceOrder.RESERVE_STOCK,
            stock("reserve the stock", "has reserved the stock", "release the stock", "has released the stock"),
            PlaceOrder.AUTHORIZE_PAYMENT,
            payment("hold the money", "has put the money on hold", "let go of the money", "has let go of the money"),
            PlaceOrder.CAPTURE_PAYMENT,
            payment("collect the money", "has collected the money", "", ""),
            PlaceOrder.COMMIT_STOCK,
            stock("mark the stock as sold", "has marked the stock as sold", "", ""),
            TakeBack.REFUND_PAYMENT,
            payment("refund the money", "has refunded the money", "", ""),
            TakeBack.RESTOCK,
            stock("take the stock back", "has taken the stock back", "", ""));

    /** What an announcement says. */
    private static final Map<String, String> ANNOUNCED = Map.of(
            PlaceOrder.ANNOUNCE, "Announced that the order is confirmed.",
            TakeBack.ANNOUNCE_CANCELLED, "Announced that the order is cancelled.",
            TakeBack.ANNOUNCE_RETURNED, "Announced what comes back.");

    /** What becomes true at a point of no return. */
    private static final Map<String, String> DECIDED = Map.of(
            PlaceOrder.CONFIRM, "The order is confirmed; from here on it is carried through.",
            TakeBack.CALL_OFF, "The order is cancelled; from here on that is carried through.",
            TakeBack.ACCEPT_RETURN, "The return is accepted; from here on it is carried through.");

    private Phrases() {}

    /**
     * The words for one step.
     *
     * @param ask completes "asked … to"
     * @param done completes "inventory shard 1 …"
     */
    record Phrase(boolean ofStock, String ask, String done, String undo, String undone) {}

    private static Phrase stock(String ask, String done, String undo, String undone) {
        return new Phrase(true, ask, done, undo, undone);
    }

    private static Phrase payment(String ask, String done, String undo, String undone) {
        return new Phrase(false, ask, done, undo, undone);
    }

    /** A step that is not known here, by its name. */
    static Phrase of(String step) {
        return BY_STEP.getOrDefault(
                step, new Phrase(false, "do " + step, "has done " + step, "undo " + step, "has undone " + step));
    }

    /** Who is asked: stock has a participant for each of its shards, payments have one. */
    public static String participant(String step, int participant) {
        if (!BY_STEP.containsKey(step)) {
            return "participant " + participant;
        }
        return of(step).ofStock() ? "inventory shard " + participant : "payments";
    }

    static boolean isAnnouncement(String step) {
        return ANNOUNCED.containsKey(step);
    }

    static String announced(String step) {
        return ANNOUNCED.getOrDefault(step, "Announced " + step + ".");
    }

    static String decided(String pivot) {
        return DECIDED.getOrDefault(pivot, "Past %s, its point of no return.".formatted(pivot));
    }

    /** Such as {@code GBP 22.08}. */
    static String money(String currency, long minorUnits) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return "%s %s".formatted(currency, java.math.BigDecimal.valueOf(minorUnits, digits));
    }

    static String capitalized(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** With one full stop at the end, however the detail ended. */
    static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }
}
