package dev.waybill.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of this JVM's own class path in another JVM of the same JDK. */
final class JavaCommand {
    private JavaCommand() {}

    /** The class path goes through a file in {@code folder}: as an argument it may be too long. */
    static List<String> of(Path folder, List<String> options, String main, List<String> arguments) throws IOException {
        Path classPath = folder.resolve("class-path.args");
        Files.writeString(
                classPath, "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"\n");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("@" + classPath);
        command.add(main);
        command.addAll(arguments);
        return command;
    }
}
