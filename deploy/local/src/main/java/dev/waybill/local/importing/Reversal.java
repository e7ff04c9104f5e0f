package dev.waybill.local.importing;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one invoice of credits takes back of one order: one request to the order service.
 *
 * @param credit number of the invoice that takes back
 * @param invoice number of the one whose order it is
 * @param how as a cancel, if nothing is left of the order afterwards
 * @param units by line of the order, from 1
 * @param rows of the file that are carried out by it; other reversals may have a part in them
 */
public record Reversal(String credit, String invoice, How how, SortedMap<Integer, Integer> units, Set<Long> rows) {
    public Reversal {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        rows = Collections.unmodifiableSet(new LinkedHashSet<>(rows));
    }

    /** Which of the order service's two ways. */
    public enum How {
        CANCEL,
        RETURN
    }

    /** The same for ever, so that an import of the same file takes nothing back twice. */
    String key() {
        return "invoice-" + credit + "-of-" + invoice;
    }
}
