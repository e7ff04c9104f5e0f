package dev.waybill.local.stack;

import dev.waybill.local.keys.Caller;
import dev.waybill.local.keys.DevelopmentKeys;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.processes.Leftovers;
import dev.waybill.local.servers.EmbeddedServers;
import dev.waybill.local.servers.PostgresServer;
import dev.waybill.local.servers.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole system on this machine: servers, shards' databases and services, all children of this JVM.
 *
 * <p>The demo, the system tests and the measurements start this same thing. A child that dies is started
 * again; one that was stopped or killed through its handle here stays down until it is started.
 */
public final class Stack implements AutoCloseable {
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private final StackOptions options;
    private final Progress progress;
    private final StackLock lock;
    private final PortBook ports;
    private final EmbeddedServers embedded;
    private final StackServers servers;
    private final DevelopmentKeys keys;
    private final Supervisor supervisor;
    private final ShardDatabases databases;
    private final List<Service> services = new CopyOnWriteArrayList<>();

    private Stack(StackOptions options, Progress progress, StackLock lock) {
        this.options = options;
        this.progress = progress;
        this.lock = lock;
        Path folder = options.folder();
        ports = new PortBook(folder.resolve("ports.properties"));
        embedded = EmbeddedServers.in(folder, options.sizes(), ports::port);
        servers = new StackServers(embedded, options.external());
        keys = DevelopmentKeys.in(folder.resolve("keys"));
        supervisor = new Supervisor(progress);
        databases = new ShardDatabases(servers, secondPostgres(options.shards()), options.shards());
    }

    /**
     * Takes the folder, without starting anything yet. Whoever calls this calls {@link #close} in the end.
     * Data are forgotten last, when nothing that can be known beforehand keeps the system from starting.
     *
     * @throws AlreadyRunning when another stack has the folder
     * @throws CannotStart when a port is taken, a service is not built, or a folder to be emptied is not ours
     */
    public static Stack in(StackOptions options, Progress progress) {
        if (options.fresh()) {
            FreshFolder.requireOurs(options.folder());
        }
        StackLock lock = StackLock.of(options.folder());
        try {
            List<String> ended = Leftovers.end(options.folder().resolve("run"));
            if (!ended.isEmpty()) {
                progress.note("ended what an earlier run left behind: " + String.join(", ", ended));
            }
            ServicePlaces.check(options);
            if (options.fresh()) {
                FreshFolder.empty(options.folder());
            }
            return new Stack(options, progress, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Takes the folder and starts everything; a failed start leaves nothing behind. */
    public static Stack start(StackOptions options) {
        Stack stack = in(options, Progress.NONE);
        try {
            stack.start();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /**
     * Starts servers, makes databases, starts services; returns when all take work. A {@link #close} from
     * another thread breaks it off.
     */
    public void start() {
        for (ServiceKind kind : ServiceKind.values()) {
            services.add(newService(kind));
        }
        List<Daemon> backing = servers.daemons();
        databases.second().ifPresent(backing::add);
        progress.parts(backing.size() + services.size());
        Starts.all(backing, progress);
        databases.make();
        services.forEach(this::configure);
        Starts.all(services, progress);
        backing.forEach(supervisor::watch);
        services.forEach(supervisor::watch);
    }

    /** A further replica, on free ports; it is watched like the first. */
    public Service addReplica(ServiceKind kind) {
        Service replica = newService(kind);
        services.add(replica);
        configure(replica);
        replica.start();
        supervisor.watch(replica);
        return replica;
    }

    /** The first replica of the kind. */
    public Service service(ServiceKind kind) {
        return services.stream()
                .filter(service -> service.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(kind + " was not started"));
    }

    public List<Service> services() {
        return List.copyOf(services);
    }

    /** Addresses of the backing servers, external ones included. */
    public Servers servers() {
        return servers;
    }

    /** The embedded servers, to be stopped, killed and started; idle where an external one is used. */
    public EmbeddedServers embedded() {
        return embedded;
    }

    /** The server of the last order shard, where that has one of its own. */
    public Optional<PostgresServer> ownServerOfLastOrders() {
        return databases.second();
    }

    public List<Shard> shards(ServiceKind kind) {
        return databases.shards(kind);
    }

    /** A token for 12 hours. */
    public String token(Caller caller) {
        return keys.tokens().mint(caller, TOKEN_LIFE);
    }

    public Path logs() {
        return embedded.logFolder();
    }

    /**
     * Ends services first, so that they can finish what they hold, then the servers. The order service goes
     * before the others: a request that it keeps waiting is decided only while they answer.
     */
    @Override
    public void close() {
        supervisor.close();
        closeServices(kind -> kind == ServiceKind.ORDERS);
        closeServices(kind -> kind != ServiceKind.ORDERS);
        databases.second().ifPresent(PostgresServer::close);
        embedded.close();
        lock.close();
    }

    private void closeServices(Predicate<ServiceKind> kinds) {
        services.parallelStream().filter(service -> kinds.test(service.kind())).forEach(Service::close);
    }

    private Optional<PostgresServer> secondPostgres(StackOptions.Shards shards) {
        return shards.lastOrdersOnOwnServer() ? Optional.of(embedded.anotherPostgres("postgres-2")) : Optional.empty();
    }

    private Service newService(ServiceKind kind) {
        int number = (int)
                services.stream().filter(service -> service.kind() == kind).count();
        Service.Replica replica = new ServicePlaces(options, ports).replica(kind, number);
        return new Service(
                replica,
                options.sizes().compilers(),
                ServicePlaces.builtJar(kind, options.home()),
                settingsFile(replica.name()),
                embedded.runFolder(),
                embedded.logFolder().resolve(replica.name() + ".log"));
    }

    private void configure(Service service) {
        ServiceSettings settings = new ServiceSettings(
                servers, keys.publicKey(), shards(service.kind()), shards(ServiceKind.INVENTORY), peers());
        settings.write(service, settingsFile(service.name()));
    }

    /** The first replicas of those that the order service's console asks. */
    private Map<String, String> peers() {
        return Stream.of(ServiceKind.INVENTORY, ServiceKind.PAYMENTS)
                .collect(Collectors.toMap(
                        ServiceKind::module, kind -> service(kind).url()));
    }

    private Path settingsFile(String name) {
        return options.folder().resolve("config").resolve(name + ".properties");
    }
}
