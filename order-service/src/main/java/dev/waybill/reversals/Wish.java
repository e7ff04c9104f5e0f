package dev.waybill.reversals;

import dev.waybill.orders.OrderJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That an order, or some of it, shall be taken back. */
public sealed interface Wish {

    UUID orderId();

    /** Who wishes it: the caller's subject. */
    String by();

    /** What the caller says about it; null if nothing. */
    @Nullable
    String note();

    @Nullable
    String trace();

    /**
     * @param reason in lower snake case, such as {@code cancelled_by_customer}
     */
    record Cancel(
            UUID orderId,
            String by,
            String reason,
            @Nullable String note,
            @Nullable String trace) implements Wish {}

    /**
     * @param key the same key wishes the same thing once
     * @param units by line of the order, each at least 1, as they were named one after the other
     */
    record Return(
            UUID orderId,
            String by,
            String key,
            Map<Integer, Integer> units,
            @Nullable String note,
            @Nullable String trace)
            implements Wish {

        public Return {
            units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
        }

        /** Of what comes back, not of how it was spelled. */
        byte[] fingerprint() {
            try {
                return MessageDigest.getInstance("SHA-256")
                        .digest(OrderJson.write(List.of(new TreeMap<>(units))).getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
