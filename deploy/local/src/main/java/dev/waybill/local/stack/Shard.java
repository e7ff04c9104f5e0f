package dev.waybill.local.stack;

import java.util.ArrayList;
import java.util.List;

/**
 * One shard of one service.
 *
 * @param url {@code postgresql://user:password@host:port/database}
 * @param slots the range it owns
 */
public record Shard(String url, Slots slots) {

    /** A range of slots, both ends included. */
    public record Slots(int first, int last) {
        public static final int ALL = 4_096;

        /** Cuts all slots into {@code parts} ranges of nearly one size. */
        public static List<Slots> cut(int parts) {
            if (parts < 1 || parts > ALL) {
                throw new IllegalArgumentException("cannot cut " + ALL + " slots into " + parts);
            }
            List<Slots> ranges = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                ranges.add(new Slots(part * ALL / parts, (part + 1) * ALL / parts - 1));
            }
            return ranges;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }
}
