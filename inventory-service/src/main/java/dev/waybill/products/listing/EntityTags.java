package dev.waybill.products.listing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110, section 8.8.3): strong ones, such as {@code "3"}. */
final class EntityTags {

    private static final long NO_VERSION = -1;

    private EntityTags() {}

    /** The version that an {@code If-Match} asks for; null if it asks for none; one that no product has, if it is no tag of ours. */
    static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return null;
        }
        String tag = ifMatch.strip();
        return tag.matches("\"\\d{1,18}\"") ? Long.parseLong(tag.substring(1, tag.length() - 1)) : NO_VERSION;
    }

    /** Whether an {@code If-None-Match} names the version, weakly compared. */
    static boolean matches(@Nullable String ifNoneMatch, long version) {
        if (ifNoneMatch == null) {
            return false;
        }
        String tag = "\"" + version + "\"";
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
    }
}
