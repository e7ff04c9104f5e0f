package dev.waybill.local.console;

import dev.waybill.local.demo.CatalogueArrival;
import dev.waybill.local.demo.DemoCatalogue;
import dev.waybill.local.demo.DemoGoods;
import dev.waybill.local.demo.Warehouse;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.keys.Caller;
import dev.waybill.local.stack.ExternalServers;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the system and stays until it is told to stop. */
@Command(
        name = "up",
        description = "Start the whole system here: servers, shards, services, a demo catalogue.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Option(names = "--fresh", description = "forget all data of earlier runs first")
    private boolean fresh;

    @Option(names = "--free-ports", description = "let services listen wherever it is free, not on 8080 to 8082")
    private boolean freePorts;

    @Option(names = "--folder", description = "keep data there (default: .waybill)")
    private @Nullable Path folder;

    @Option(names = "--postgres", description = "use this server: postgresql://user:password@host:port")
    private @Nullable URI postgres;

    @Option(names = "--kafka", description = "use this broker: host:port")
    private @Nullable String kafka;

    @Option(names = "--redis", description = "use this server: redis://host:port")
    private @Nullable String redis;

    private volatile boolean stopping;

    @Override
    public Integer call() throws InterruptedException {
        UpScreen screen = new UpScreen(System.out, Boolean.getBoolean("waybill.terminal"));
        StackOptions options = options();
        Stack stack = Stack.in(options, screen);
        Thread end = new Thread(() -> end(stack, screen), "end");
        Runtime.getRuntime().addShutdownHook(end);
        startUnlessStopped(stack, options, screen);
        new CountDownLatch(1).await();
        return 0;
    }

    /** Whoever breaks a start off knows why it fails, and need not be told. */
    private void startUnlessStopped(Stack stack, StackOptions options, UpScreen screen) throws InterruptedException {
        try {
            start(stack, options, screen);
        } catch (RuntimeException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    /** On failure nothing stays: the shutdown hook closes the stack when the exit code is returned. */
    private static void start(Stack stack, StackOptions options, UpScreen screen) throws InterruptedException {
        screen.title();
        stack.start();
        deliverDemoGoods(stack, options.folder().resolve("demo-goods-delivered"));
        screen.show(stack);
    }

    private static void deliverDemoGoods(Stack stack, Path marker) throws InterruptedException {
        if (Files.exists(marker)) {
            return;
        }
        String service = stack.token(Caller.of("service", "demo-catalogue"));
        String customer = stack.token(Caller.of("customer", UpScreen.CUSTOMER));
        String inventory = stack.service(ServiceKind.INVENTORY).url();
        String orders = stack.service(ServiceKind.ORDERS).url();
        DemoGoods.deliverOnce(new Warehouse(new HttpCalls(inventory, service)), marker);
        new CatalogueArrival(new HttpCalls(orders, customer), UpScreen.CUSTOMER).await(DemoCatalogue.products());
    }

    private void end(Stack stack, UpScreen screen) {
        stopping = true;
        screen.note("stopping");
        stack.close();
        screen.stopped();
    }

    private StackOptions options() {
        StackOptions options =
                StackOptions.of(Waybill.home()).withExternal(new ExternalServers(postgres, kafka, redis));
        if (folder != null) {
            options = options.in(folder);
        }
        if (freePorts) {
            options = options.onFreePorts();
        }
        return fresh ? options.fromNothing() : options;
    }
}
