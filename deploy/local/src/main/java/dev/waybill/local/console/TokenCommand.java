package dev.waybill.local.console;

import dev.waybill.local.keys.Caller;
import dev.waybill.local.keys.DevelopmentKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a bearer token, alone on its line. */
@Command(
        name = "token",
        description = "Print a bearer token, signed with this folder's development key.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private static final List<String> ROLES = List.of("customer", "service", "pricing", "ops");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--role",
            split = ",",
            defaultValue = "customer",
            description = "customer, service, pricing or ops; several with commas (default: ${DEFAULT-VALUE})")
    private List<String> roles = List.of();

    @Option(
            names = "--subject",
            defaultValue = UpScreen.CUSTOMER,
            description = "whom it speaks for; the customer's id for role customer (default: ${DEFAULT-VALUE})")
    private String subject = UpScreen.CUSTOMER;

    @Option(names = "--tenant", defaultValue = Caller.DEMO_TENANT, description = "default: ${DEFAULT-VALUE}")
    private String tenant = Caller.DEMO_TENANT;

    @Option(names = "--hours", defaultValue = "12", description = "how long it is good (default: ${DEFAULT-VALUE})")
    private int hours = 12;

    @Option(names = "--folder", description = "the data folder whose key signs (default: .waybill)")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        if (!ROLES.containsAll(roles)) {
            throw new ParameterException(command.commandLine(), "--role is one of " + String.join(", ", ROLES));
        }
        Path data = folder == null ? Waybill.home().resolve(".waybill") : folder;
        String token = DevelopmentKeys.in(data.resolve("keys"))
                .tokens()
                .mint(new Caller(subject, tenant, roles), Duration.ofHours(hours));
        command.commandLine().getOut().println(token);
        return 0;
    }
}
