package dev.waybill.simulation.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promise that was broken.
 *
 * @param order null if it is about no single one
 * @param text a sentence
 */
public record Complaint(@Nullable UUID order, String text) {
    @Override
    public String toString() {
        return order == null ? text : "order " + order + ": " + text;
    }
}
