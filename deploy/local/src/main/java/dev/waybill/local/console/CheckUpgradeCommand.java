package dev.waybill.local.console;

import dev.waybill.local.stack.UpgradeCheck;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the order service that is built here whether it could take over from the one that runs, or ran last. */
@Command(
        name = "check-upgrade",
        description = "Say whether this build can carry on all orders under way, shard by shard; starts nothing.",
        mixinStandardHelpOptions = true)
final class CheckUpgradeCommand implements Callable<Integer> {
    @Option(names = "--folder", description = "the data folder of the system (default: .waybill)")
    private @Nullable Path folder;

    @Option(names = "--settings", description = "the order service's properties file (default: that of the system)")
    private @Nullable Path settings;

    @Override
    public Integer call() throws InterruptedException {
        Path data = folder == null ? Waybill.home().resolve(".waybill") : folder;
        UpgradeCheck check =
                settings == null ? UpgradeCheck.of(Waybill.home(), data) : new UpgradeCheck(Waybill.home(), settings);
        return check.run() == 0 ? 0 : 1;
    }
}
