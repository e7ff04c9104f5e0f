package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.ops.calls.Peers;
import dev.waybill.local.ops.calls.Question;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.showing.Details;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a letter other data. */
@Command(name = "edit", description = "Give a parked letter other data; what it came with is kept.")
final class EditCommand implements Callable<Integer> {
    @Mixin
    private Session session = new Session();

    @Parameters(paramLabel = "ID")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Reason reason = new Reason();

    @ArgGroup(multiplicity = "1")
    private Payload payload = new Payload();

    /** One of the two. */
    static final class Payload {
        @Option(names = "--payload", required = true, paramLabel = "TEXT", description = "the new data")
        private @Nullable String text;

        @Option(names = "--payload-file", required = true, paramLabel = "FILE", description = "the same; - is stdin")
        private @Nullable Path file;

        String read() throws IOException {
            if (text != null) {
                return text;
            }
            if (file == null || file.toString().equals("-")) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            return Files.readString(file);
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        String data = payload.read();
        Peers peers = session.peers();
        Replies found = DeadLettersCommand.find(peers, id);
        if (found.came().isEmpty()) {
            return session.finish(found).code();
        }
        Replies edited = peers.only(found.came().getFirst().service())
                .ask(Question.put(
                        "%s/%s/payload".formatted(DeadLettersCommand.ROOT, id),
                        reason.json().put("payload", data)));
        if (!edited.came().isEmpty()) {
            JsonNode letter = edited.came().getFirst().body();
            session.show(letter, Details.letter(letter));
        }
        return session.finish(edited).code();
    }
}
