package dev.waybill.local.stack;

import dev.waybill.local.processes.Ports;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a replica's program is, and which ports it gets. */
record ServicePlaces(StackOptions options, PortBook ports) {

    /**
     * Whether every first replica can have its place, before anything is changed.
     *
     * @throws CannotStart when one cannot
     */
    static void check(StackOptions options) {
        for (ServiceKind kind : ServiceKind.values()) {
            if (options.servicePorts() == StackOptions.ServicePorts.WELL_KNOWN) {
                untaken(kind, kind.defaultPort());
                untaken(kind, kind.defaultManagementPort());
            }
            builtJar(kind, options.home());
        }
    }

    Service.Replica replica(ServiceKind kind, int number) {
        boolean wellKnown = number == 0 && options.servicePorts() == StackOptions.ServicePorts.WELL_KNOWN;
        String name = kind.module() + (number == 0 ? "" : "-" + (number + 1));
        return new Service.Replica(
                kind,
                number,
                wellKnown ? untaken(kind, kind.defaultPort()) : ports.port(name),
                wellKnown ? untaken(kind, kind.defaultManagementPort()) : ports.port(name + "-management"));
    }

    private static int untaken(ServiceKind kind, int port) {
        if (!Ports.isFree(port)) {
            throw new CannotStart("port " + port + ", which " + kind.module()
                    + " wants, is taken by another program; end that, or start with --free-ports");
        }
        return port;
    }

    static Path builtJar(ServiceKind kind, Path home) {
        Path jar = kind.jar(home);
        if (!Files.exists(jar)) {
            throw new CannotStart(kind.module() + " is not built: " + jar + " is missing");
        }
        return jar;
    }
}
