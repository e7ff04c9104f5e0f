package dev.waybill.local.ops;

import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What ops can see and do. Its commands ask the services over HTTP, as the console does. */
@Command(
        name = "ops",
        description = "Look after dead letters and sagas, and read the audit.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLettersCommand.class, SagasCommand.class, AuditCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:not there, not right or not allowed: a drift, a replay that stopped",
            "2:wrong usage",
            "3:a service or a shard is away"
        })
public final class Ops {
    private Ops() {}

    /** The command by itself. */
    public static CommandLine commandLine() {
        return strict(new CommandLine(new Ops()));
    }

    /** Of a command line that these commands are part of: an id that is not whole is none. */
    public static CommandLine strict(CommandLine line) {
        return line.registerConverter(UUID.class, new WholeId());
    }
}
