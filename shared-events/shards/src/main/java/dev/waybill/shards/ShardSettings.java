package dev.waybill.shards;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * How to reach one shard.
 *
 * @param url {@code postgresql://user:password@host:port/database}
 * @param slots the slots that it owns
 * @param poolSize connections at most; a batch holds one for two round trips, so few are enough
 * @param deadline how long a transaction may take as a whole before its caller gives up
 */
public record ShardSettings(String url, SlotRange slots, int poolSize, Duration deadline) {

    private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);

    public ShardSettings {
        URI uri = parse(url);
        if (!"postgresql".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getPath() == null
                || uri.getPath().length() < 2
                || uri.getUserInfo() == null
                || !uri.getUserInfo().contains(":")) {
            throw new IllegalArgumentException(
                    "a shard's url reads postgresql://user:password@host:port/database, but was '%s'"
                            .formatted(withoutPassword(url)));
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("a shard's pool needs at least 1 connection, but was " + poolSize);
        }
        if (deadline.toMillis() < 1 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException("a shard's deadline must be 1 ms to 1 day, but was " + deadline);
        }
    }

    public String host() {
        return parse(url).getHost();
    }

    public int port() {
        int port = parse(url).getPort();
        return port < 0 ? 5432 : port;
    }

    public String database() {
        return parse(url).getPath().substring(1);
    }

    public String user() {
        return parse(url).getUserInfo().split(":", 2)[0];
    }

    public String password() {
        return parse(url).getUserInfo().split(":", 2)[1];
    }

    /** For Flyway and other JDBC users; user and password apart. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database());
    }

    /** The password is no part of any log. */
    @Override
    public String toString() {
        return "%s:%d/%s (slots %s)".formatted(host(), port(), database(), slots);
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Not as the cause: its message has the whole URL.
            throw new IllegalArgumentException(
                    "a shard's url is no URL: '%s': %s".formatted(withoutPassword(url), e.getReason()));
        }
    }

    /** A URL that is wrong may be wrong because of its password: all between the user and the last @ goes. */
    private static String withoutPassword(String url) {
        return url.replaceFirst("//([^:/@]*):(.*@|[^@]*$)", "//$1:…@");
    }
}
