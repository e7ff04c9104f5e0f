package dev.waybill.local.console;

import dev.waybill.local.keys.Caller;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.stack.Progress;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.local.stack.Shard;
import dev.waybill.local.stack.Stack;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What a person sees of a stack: how it starts, what to do with it, and what happens to it. */
final class UpScreen implements Progress {
    /** The customer that the printed examples order for; a real one of the demo data. */
    static final String CUSTOMER = "17850";

    /** Who does what is done in the console, unless somebody makes a token of their own. */
    private static final String OPERATOR = "operator";

    private static final String ORDER = """
            curl -s %1$s/v1/orders -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
              -H 'Prefer: wait=10' -d '{"customer":{"id":"%2$s","name":"Ada Byron","email":"ada@example.org"},
              "shippingAddress":{"street":"12 St James Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"},
              "currency":"GBP","paymentToken":"%3$s","lines":[{"sku":"85123A","quantity":2}]}'
            """;

    private final PrintStream out;
    private final boolean terminal;
    private final Set<String> starting = new LinkedHashSet<>();
    private int parts;
    private int done;
    private boolean shown;

    UpScreen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void title() {
        out.println("Waybill starts");
    }

    @Override
    public synchronized void parts(int count) {
        parts = count;
    }

    @Override
    public synchronized void starting(String part) {
        starting.add(part);
        drawStatus();
    }

    @Override
    public synchronized void ready(String part, Duration took) {
        starting.remove(part);
        done++;
        line(String.format(Locale.ROOT, "  %-18s %5.1f s", part, took.toMillis() / 1000.0));
        drawStatus();
    }

    @Override
    public synchronized void note(String text) {
        line("%s %s".formatted(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS), text));
        if (!shown) {
            drawStatus();
        }
    }

    /** Data that one was never shown may just have been forgotten; nothing is promised of those. */
    synchronized void stopped() {
        note(shown ? "stopped; data are kept" : "stopped");
    }

    /** The status line of a terminal is the last one, and is written over by whatever comes next. */
    private void drawStatus() {
        if (terminal && !starting.isEmpty()) {
            String bar = "#".repeat(done) + ".".repeat(Math.max(0, parts - done));
            out.print("\r\033[K  [" + bar + "] " + String.join(", ", starting));
            out.flush();
        }
    }

    private void line(String text) {
        out.println((terminal ? "\r\033[K" : "") + text);
    }

    /** The one screen of a system that is up; its last line begins with {@code ready}. */
    synchronized void show(Stack stack) {
        shown = true;
        String orders = stack.service(ServiceKind.ORDERS).url();
        out.println();
        addresses(stack);
        out.println("\nA token of customer " + CUSTOMER + ", good for 12 hours (./waybill token makes others):\n");
        out.println("TOKEN=" + stack.token(Caller.of("customer", CUSTOMER)));
        out.println("\nAn order that will be confirmed:\n");
        out.print(ORDER.formatted(orders, CUSTOMER, "tok_approve"));
        out.println("\nOne whose payment will be declined:\n");
        out.print(ORDER.formatted(orders, CUSTOMER, "tok_decline_insufficient_funds"));
        out.println("\nThe ops console, signed in; the link's token is good for 12 hours:\n");
        out.println(orders + "/console/sign-in#" + stack.token(Caller.of("ops", OPERATOR)));
        out.println("\nLogs are in " + stack.logs() + ". Ctrl-C stops it; data are kept.");
        out.println("ready: " + orders);
        out.flush();
    }

    private void addresses(Stack stack) {
        for (ServiceKind kind : ServiceKind.values()) {
            var service = stack.service(kind);
            out.printf("  %-18s %s   health and metrics %s/q%n", kind.module(), service.url(), service.managementUrl());
        }
        Servers servers = stack.servers();
        out.printf("  %-18s %s%n", "Kafka", servers.kafkaBootstrap());
        out.printf("  %-18s %s%n", "Redis", servers.redisUrl());
        for (ServiceKind kind : ServiceKind.values()) {
            for (Shard shard : stack.shards(kind)) {
                out.printf("  %-18s %s   slots %s%n", "Postgres", shard.url(), shard.slots());
            }
        }
    }
}
