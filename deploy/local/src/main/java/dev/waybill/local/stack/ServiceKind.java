package dev.waybill.local.stack;

import java.nio.file.Path;

/** The three services, and the ports that they have unless told otherwise. */
public enum ServiceKind {
    ORDERS("order-service", "orders", 8080),
    INVENTORY("inventory-service", "inventory", 8081),
    PAYMENTS("payment-service", "payments", 8082);

    private static final int MANAGEMENT_OFFSET = 1_000;

    private final String module;
    private final String databases;
    private final int port;

    ServiceKind(String module, String databases, int port) {
        this.module = module;
        this.databases = databases;
        this.port = port;
    }

    /** The name of its folder, its process and its log. */
    public String module() {
        return module;
    }

    /** The database of one of its shards. */
    public String database(int shard) {
        return databases + "_" + shard;
    }

    /** Where its own migrations are, from the project's folder. */
    public String migrations() {
        return module + "/src/main/resources/db/" + databases;
    }

    int defaultPort() {
        return port;
    }

    int defaultManagementPort() {
        return port + MANAGEMENT_OFFSET;
    }

    Path jar(Path home) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
