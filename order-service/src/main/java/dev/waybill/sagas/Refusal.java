package dev.waybill.sagas;

/**
 * Why a saga turned back.
 *
 * @param reason in lower snake case
 * @param detail a sentence for people
 */
public record Refusal(Cause cause, String reason, String detail) {

    /** Who wanted it. */
    public enum Cause {
        /** A participant refused, did not answer, or ops decided so. */
        REFUSED,
        /** Whoever had begun it has called it off. */
        CALLED_OFF
    }

    public static Refusal refused(String reason, String detail) {
        return new Refusal(Cause.REFUSED, reason, detail);
    }

    public static Refusal calledOff(String reason, String detail) {
        return new Refusal(Cause.CALLED_OFF, reason, detail);
    }

    public boolean isCalledOff() {
        return cause == Cause.CALLED_OFF;
    }
}
