package dev.waybill.reversals;

import dev.waybill.http.Problem.FieldError;
import dev.waybill.reversals.ReversalRow.Line;
import dev.waybill.reversals.Reversals.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of an order, and how many units of each can still come back. */
record UnitsLeft(List<TakenOrder.Item> items) {

    /**
     * By line, without what has come back.
     *
     * @param taken what will come back besides
     */
    Map<Integer, Integer> without(List<Counted> taken) {
        Map<Integer, Integer> left = new TreeMap<>();
        items.forEach(item -> left.put(item.line(), item.quantity() - item.returned()));
        taken.forEach(each -> left.merge(each.line(), -each.units(), Integer::sum));
        return left;
    }

    /** So many units, at the prices that were paid. */
    List<Line> lines(Map<Integer, Integer> units) {
        return items.stream()
                .filter(item -> units.getOrDefault(item.line(), 0) > 0)
                .map(item -> new Line(item.line(), item.sku(), units.getOrDefault(item.line(), 0), item.price()))
                .toList();
    }

    /** What is wrong with a wish for so many, in its order. */
    List<FieldError> tooMuch(Map<Integer, Integer> units, Map<Integer, Integer> left) {
        List<FieldError> errors = new ArrayList<>();
        int place = 0;
        for (Map.Entry<Integer, Integer> wanted : units.entrySet()) {
            String pointer = "/lines/" + place++;
            int line = wanted.getKey();
            Integer most = left.get(line);
            if (most == null) {
                errors.add(new FieldError(pointer + "/line", "the order has no line %d".formatted(line)));
            } else if (wanted.getValue() > most) {
                errors.add(new FieldError(
                        pointer + "/quantity",
                        "of line %d at most %d can be returned, but it was %d"
                                .formatted(line, most, wanted.getValue())));
            }
        }
        return errors;
    }
}
