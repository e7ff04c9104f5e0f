package dev.waybill.simulation.matrix;

import dev.waybill.checkout.Definitions;
import dev.waybill.sagas.SagaDefinition;
import dev.waybill.sagas.Step;
import dev.waybill.sagas.StepKind;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Plays every step of every definition against every trouble, and writes down how each ended. */
public final class FailureMatrix {

    private static final String HEAD = """
            # Failure matrix

            Every step of every saga definition of this release, and every undo, against every kind of trouble. Each cell was
            played in the simulation, by the services' own decisions, and says how the saga ended; in each of them the auditor
            was content with stock, money and events. The build plays them again and fails if one ends otherwise than this
            page says; `./mvnw -pl deploy/simulation -am test -Dwaybill.matrix.write=true` writes it anew.

            """;

    private FailureMatrix() {}

    /** The whole document. */
    public static String write() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Trouble trouble : Trouble.values()) {
            page.append("* **%s**: %s%n".formatted(trouble.title(), trouble.meaning()));
        }
        Definitions.all().forEach(definition -> page.append(table(definition)));
        return page.toString();
    }

    private static <C, M> String table(SagaDefinition<C, M> definition) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("## " + definition);
        lines.add("");
        lines.add("| step | "
                + Arrays.stream(Trouble.values()).map(Trouble::title).collect(Collectors.joining(" | "))
                + " |");
        lines.add("|---".repeat(Trouble.values().length + 1) + "|");
        definition.steps().forEach(step -> {
            lines.add(row(target(definition, step, false)));
            if (step.kind() == StepKind.COMPENSATABLE) {
                lines.add(row(target(definition, step, true)));
            }
        });
        return String.join("\n", lines) + "\n";
    }

    private static Target target(SagaDefinition<?, ?> definition, Step<?, ?> step, boolean undo) {
        return new Target(definition.name(), definition.number(), step.name(), step.kind(), undo);
    }

    private static String row(Target target) {
        String kind = target.kind().name().toLowerCase(Locale.ROOT);
        String cells = Arrays.stream(Trouble.values())
                .map(trouble -> cell(target, trouble))
                .collect(Collectors.joining(" | "));
        return "| **%s** (%s) | %s |".formatted(target.title(), kind, cells);
    }

    private static String cell(Target target, Trouble trouble) {
        String whyNot = target.whyNot(trouble);
        return whyNot == null ? new Scene(target, trouble).play() : "– (" + whyNot + ")";
    }

    /** Prints it. */
    public static void main(String[] arguments) {
        new PrintStream(new FileOutputStream(FileDescriptor.out), true).print(write());
    }
}
