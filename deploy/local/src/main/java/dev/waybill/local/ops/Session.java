package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Exit;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.showing.Complaints;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all of these commands have: services to ask, a screen, and two ways to answer. */
@Command(mixinStandardHelpOptions = true)
final class Session {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--json", description = "print what the services have said, put together, as JSON")
    private boolean json;

    Peers peers() {
        return Wishes.read(this, connection::peers);
    }

    /** What was asked for, as a table or as JSON. */
    void show(JsonNode answer, String table) {
        out().print(json ? answer.toPrettyString() + System.lineSeparator() : table);
        out().flush();
    }

    /** A line for people, which is not part of the answer. */
    void say(String line) {
        err().println(line);
        err().flush();
    }

    /** Says what went wrong, and how wrong it is. */
    Exit finish(Replies replies) {
        Complaints.of(replies).forEach(this::say);
        return replies.exit();
    }

    /** A list under its name, with what is missing in it. Where nobody answered there is no table, not even an empty one. */
    void show(String name, ArrayNode list, String table, Replies replies) {
        show(listed(name, list, replies), replies.came().isEmpty() ? "" : table);
    }

    private static ObjectNode listed(String name, ArrayNode list, Replies replies) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set(name, list);
        ArrayNode missing = answer.putArray("missing");
        Complaints.of(replies).forEach(missing::add);
        return answer;
    }

    ParameterException wrong(String what) {
        return new ParameterException(spec().commandLine(), what);
    }

    PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
