package dev.waybill.delivery.gathering;

/** More is waiting than can be written soon; nothing was done. Come again later. */
public final class OverloadedException extends RuntimeException {
    public OverloadedException(int waiting) {
        super("%d are waiting already".formatted(waiting));
    }
}
