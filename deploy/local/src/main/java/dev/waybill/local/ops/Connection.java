package dev.waybill.local.ops;

import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.keys.Caller;
import dev.waybill.local.keys.DevelopmentKeys;
import dev.waybill.local.ops.calls.Peer;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.stack.RunningStack;
import dev.waybill.local.stack.ServiceKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the services are, and who asks. */
final class Connection {
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    @Option(names = "--orders-url", paramLabel = "URL", description = "default: the service that is up here")
    private @Nullable String orders;

    @Option(names = "--inventory-url", paramLabel = "URL", description = "default: the service that is up here")
    private @Nullable String inventory;

    @Option(names = "--payments-url", paramLabel = "URL", description = "default: the service that is up here")
    private @Nullable String payments;

    @Option(
            names = "--token",
            description = "a bearer token with the role ops (default: WAYBILL_TOKEN of the environment; without that"
                    + " one in your name, signed with this folder's development key)")
    private @Nullable String token;

    @Option(names = "--folder", description = "the data folder of the system (default: .waybill)")
    private @Nullable Path folder;

    /** @throws IllegalArgumentException if a URL is none */
    Peers peers() {
        Path data = folder == null ? Path.of(System.getProperty("waybill.home", ""), ".waybill") : folder;
        RunningStack stack = new RunningStack(data);
        String bearer = token(data);
        return new Peers(List.of(
                peer(ServiceKind.ORDERS, orders, stack, bearer),
                peer(ServiceKind.INVENTORY, inventory, stack, bearer),
                peer(ServiceKind.PAYMENTS, payments, stack, bearer)));
    }

    private static Peer peer(ServiceKind kind, @Nullable String url, RunningStack stack, String bearer) {
        return new Peer(kind.module(), new HttpCalls(url == null ? stack.url(kind) : base(url), bearer));
    }

    /** Paths are put behind it as they are. */
    private static String base(String url) {
        if (!url.matches("https?://[^\\s?#]+")) {
            throw new IllegalArgumentException("a service's URL is such as http://127.0.0.1:8080, but not " + url);
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** What is done with it is on record under its subject, so that is who sits here. */
    private String token(Path data) {
        String given = token == null ? System.getenv("WAYBILL_TOKEN") : token;
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        Caller caller = Caller.of("ops", System.getProperty("user.name", "ops"));
        return DevelopmentKeys.in(data.resolve("keys")).tokens().mint(caller, TOKEN_LIFE);
    }
}
