package dev.waybill.local.console;

import dev.waybill.local.ops.Ops;
import dev.waybill.local.stack.AlreadyRunning;
import dev.waybill.local.stack.CannotStart;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What {@code ./waybill} runs; the script has found a JDK and built what was stale. */
@Command(
        name = "waybill",
        description = "Order processing on one machine, from this folder.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            ImportCommand.class,
            TokenCommand.class,
            Ops.class,
            CheckUpgradeCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "./waybill simulate tries to break the sagas, in memory; ./waybill simulate --help says how.",
            "./waybill bench measures it against other builds of the same shop; ./waybill bench --help says how.",
            "./waybill test runs every check of the project."
        })
public final class Waybill {
    /** Held here, since loggers that nobody holds forget their level. */
    private static final List<Logger> QUIET = new ArrayList<>();

    private Waybill() {}

    public static void main(String[] arguments) {
        quieten("org.apache.kafka", "org.testcontainers");
        System.exit(run(arguments));
    }

    /** The screen is for what a person can act on; clients' chatter about servers that start is not. */
    private static void quieten(String... categories) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        for (String category : categories) {
            Logger logger = Logger.getLogger(category);
            logger.setLevel(Level.OFF);
            QUIET.add(logger);
        }
    }

    /** Returns the exit code: 0, 1 for what could not be done, 2 for what was not understood; {@code ops} has more. */
    static int run(String... arguments) {
        CommandLine line = Ops.strict(new CommandLine(new Waybill()));
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            command.getErr().println("waybill: " + explain(problem));
            return 1;
        });
        return line.execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    /** A foreseen problem is one line; what nobody foresaw names its kind too. */
    private static String explain(Exception problem) {
        if (problem instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        boolean foreseen =
                switch (problem) {
                    case AlreadyRunning running -> true;
                    case CannotStart cannot -> true;
                    case IllegalStateException failed -> true;
                    case IllegalArgumentException wrong -> true;
                    default -> false;
                };
        String message = problem.getMessage();
        return foreseen && message != null ? message : problem.toString();
    }

    /** The project's folder. */
    static Path home() {
        return Path.of(System.getProperty("waybill.home", "")).toAbsolutePath();
    }
}
