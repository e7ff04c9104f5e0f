package dev.waybill.audit;

/**
 * A promise that was not kept.
 *
 * @param promise P1 to P5, or "rest" for what should have been cleared away
 * @param rule what should be so, as a sentence
 * @param row where it is not
 */
public record Violation(String promise, String rule, String row) {
    @Override
    public String toString() {
        return promise + ": " + rule + ", but " + row;
    }
}
