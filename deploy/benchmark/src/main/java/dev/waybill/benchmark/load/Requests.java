package dev.waybill.benchmark.load;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Random;

/** What is sent next; and what is remembered of what came back. */
@FunctionalInterface
public interface Requests {
    Buffer next(Target target);

    default void answered(Reply reply) {}

    /** Orders, each under a key of its own. */
    static Requests orders(OrderMix mix, Random random, int waitSeconds) {
        return target -> target.order(mix.next(random), HexFormat.of().toHexDigits(random.nextLong()), waitSeconds);
    }

    /** Orders whose ids are remembered, newest last, at most so many. */
    static Requests remembered(Requests orders, Deque<String> ids, int atMost) {
        return new Requests() {
            @Override
            public Buffer next(Target target) {
                return orders.next(target);
            }

            @Override
            public void answered(Reply reply) {
                String id = reply.id();
                if (id != null) {
                    ids.addLast(id);
                    if (ids.size() > atMost) {
                        ids.removeFirst();
                    }
                }
            }
        };
    }

    /** Reads of these orders, over and over. */
    static Requests reads(ArrayDeque<String> ids) {
        return target -> {
            String id = ids.removeFirst();
            ids.addLast(id);
            return target.read(id);
        };
    }
}
