package dev.waybill.local.stack;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Servers that are there already; where null, the launcher brings its own.
 *
 * @param postgres {@code postgresql://user:password@host:port}; its user may create databases, or they
 *     exist
 * @param kafka {@code host:port}
 * @param redis {@code redis://host:port}
 */
public record ExternalServers(
        @Nullable URI postgres,
        @Nullable String kafka,
        @Nullable String redis) {
    public static final ExternalServers NONE = new ExternalServers(null, null, null);

    public ExternalServers {
        if (postgres != null && (postgres.getHost() == null || postgres.getUserInfo() == null)) {
            throw new IllegalArgumentException("a Postgres URL reads postgresql://user:password@host:port");
        }
    }
}
