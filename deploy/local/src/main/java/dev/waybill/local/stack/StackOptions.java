package dev.waybill.local.stack;

import dev.waybill.local.servers.ServerSizes;
import java.nio.file.Path;

/**
 * What a stack is to be.
 *
 * @param home the project's folder, where the services' jars were built
 * @param folder takes all data, logs, keys and pid files
 * @param servicePorts fixed ones for a person, free ones for tests
 * @param shards how many of each
 * @param sizes how much of the machine it takes
 * @param external servers that somebody else runs
 * @param fresh whether data of earlier runs are forgotten first
 */
public record StackOptions(
        Path home,
        Path folder,
        ServicePorts servicePorts,
        Shards shards,
        ServerSizes sizes,
        ExternalServers external,
        boolean fresh) {

    /** Which ports the services listen on. */
    public enum ServicePorts {
        /** 8080 to 8082, and 9080 to 9082 for management. */
        WELL_KNOWN,
        /** Whatever is free, found again after a restart. */
        FREE
    }

    /**
     * Numbers of shards.
     *
     * @param lastOrdersOnOwnServer whether the last order shard has a Postgres server of its own, so that
     *     it can fail alone
     */
    public record Shards(int orders, int inventory, int payments, boolean lastOrdersOnOwnServer) {
        public static final Shards USUAL = new Shards(4, 2, 2, false);

        public Shards withLastOrdersOnOwnServer() {
            return new Shards(orders, inventory, payments, true);
        }

        int of(ServiceKind kind) {
            return switch (kind) {
                case ORDERS -> orders;
                case INVENTORY -> inventory;
                case PAYMENTS -> payments;
            };
        }
    }

    /** What {@code ./waybill up} starts. */
    public static StackOptions of(Path home) {
        return new StackOptions(
                home.toAbsolutePath(),
                home.resolve(".waybill").toAbsolutePath(),
                ServicePorts.WELL_KNOWN,
                Shards.USUAL,
                ServerSizes.NORMAL,
                ExternalServers.NONE,
                false);
    }

    /** The same in another folder and on free ports, beside whatever runs already. */
    public StackOptions apart(Path otherFolder) {
        return in(otherFolder).onFreePorts();
    }

    public StackOptions in(Path otherFolder) {
        return new StackOptions(home, otherFolder.toAbsolutePath(), servicePorts, shards, sizes, external, fresh);
    }

    public StackOptions onFreePorts() {
        return new StackOptions(home, folder, ServicePorts.FREE, shards, sizes, external, fresh);
    }

    public StackOptions withShards(Shards others) {
        return new StackOptions(home, folder, servicePorts, others, sizes, external, fresh);
    }

    public StackOptions withSizes(ServerSizes others) {
        return new StackOptions(home, folder, servicePorts, shards, others, external, fresh);
    }

    public StackOptions withExternal(ExternalServers others) {
        return new StackOptions(home, folder, servicePorts, shards, sizes, others, fresh);
    }

    public StackOptions fromNothing() {
        return new StackOptions(home, folder, servicePorts, shards, sizes, external, true);
    }
}
