package dev.waybill.local.servers;

import java.util.LinkedHashMap;
import java.util.Map;

/** What differs from Postgres' defaults, and why. */
final class PostgresSettings {
    /**
     * For glibc's malloc (mallopt(3)); no other reads it. Each statement frees what it took, which malloc would give back to the
     * kernel, and the next statement would fault in again, page by page: a seventh of what statements on arrays cost. So a
     * connection keeps what it once took for the next one, up to 64 MB.
     */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "MALLOC_TOP_PAD_", Integer.toString(4 << 20),
            "MALLOC_TRIM_THRESHOLD_", Integer.toString(64 << 20),
            "MALLOC_MMAP_THRESHOLD_", Integer.toString(32 << 20));

    private PostgresSettings() {}

    static Map<String, String> of(int port, ServerSizes sizes) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        // A socket file's path must be short, and a project folder's need not be.
        settings.put("unix_socket_directories", "");
        durable(settings);
        settings.put("max_connections", "200");
        settings.put("shared_buffers", sizes.sharedBuffersMb() + "MB");
        // Many small commits: fewer checkpoints, and so fewer full pages in the log.
        settings.put("max_wal_size", "4GB");
        settings.put("wal_compression", "pglz");
        settings.put("checkpoint_timeout", "15min");
        settings.put("checkpoint_completion_target", "0.9");
        // Moving slots to another shard is done by logical replication.
        settings.put("wal_level", "logical");
        // The disks of today seek for nothing.
        settings.put("random_page_cost", "1.1");
        // An outbox is filled and emptied all the time.
        settings.put("autovacuum_naptime", "10s");
        settings.put("jit", "off");
        settings.put("shared_preload_libraries", "pg_stat_statements");
        settings.put("log_line_prefix", "%m [%p] %a ");
        settings.put("log_checkpoints", "off");
        settings.put("timezone", "UTC");
        return settings;
    }

    /** Stated although they are the defaults: a demo that forgets orders at a power cut shows nothing. */
    private static void durable(Map<String, String> settings) {
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
    }
}
