package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.keys.Caller;
import dev.waybill.local.ops.Ops;
import dev.waybill.local.stack.ServiceKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./waybill ops} on a real system: what the console can do, a terminal can. */
@WholeSystem
class OpsCommandSystemTest {
    private static final int ORDERS = 4;
    private static final String CULPRITS = "close marker";

    private RunningSystem system;

    /** What a command printed, and its exit code. */
    private record Done(int exit, String out, String err) {}

    @Test
    void whatWasPoisonedIsFoundMendedAndReplayed(RunningSystem running, Shop shop) throws IOException {
        system = running;
        List<String> orders = CutShort.place(ORDERS, running, shop);
        assertThat(ops("dead-letters", "groups", "--text", CULPRITS).out()).contains("unreadable");
        assertThat(ops("dead-letters", "plan", "--text", CULPRITS).out()).contains("unreadable");

        String mended = orders.getFirst();
        mend(mended, shop.tenant());
        // At least two: what asks again while it waits is answered again.
        assertThat(replay("--order", mended)).containsPattern("finished: (\\d+) of \\1 letters; 1 applied");
        assertThat(shop.awaitDecided(mended).state()).isEqualTo("CONFIRMED");

        Done unasked = ops("dead-letters", "discard", "--text", CULPRITS, "--reason", "said again behind them");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).containsPattern("puts away \\d+ letters for good. Nothing was done");
        assertDone(ops("dead-letters", "discard", "--text", CULPRITS, "--reason", "said again behind them", "--yes"));
        assertThat(replay("--type", "PaymentAuthorized", "--tenant", shop.tenant()))
                .contains("%d applied".formatted(ORDERS - 1));
        orders.forEach(order -> assertThat(shop.awaitDecided(order).state()).isEqualTo("CONFIRMED"));
        assertThat(ops("dead-letters", "replays").out()).contains("finished", "mended");
    }

    @Test
    void sagasAndAuditsAreRead(RunningSystem running, Shop shop) {
        system = running;
        shop.sell("LAMP", 2_500, 10);
        String order = shop.buy(Purchase.of("ann", "LAMP", 1)).id();

        assertDone(ops("sagas", "list", "--standing", "overdue"));
        assertThat(ops("sagas", "show", order).out()).contains("authorize-payment", "confirm");
        Done late = ops("sagas", "compensate", order, "--reason", "too late");
        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.err()).contains("order-service: The saga's state does not allow it");
        assertThat(ops("audit", "--now").out()).contains("payment-service", "Nothing is found that should not be.");
        assertThat(ops("audit").exit()).isZero();
    }

    private void mend(String order, String tenant) throws IOException {
        Done found = ops("dead-letters", "list", "--order", order, "--text", CULPRITS, "--json");
        String letter =
                new ObjectMapper().readTree(found.out()).at("/letters/0/id").asText();
        Done edited = ops(
                "dead-letters",
                "edit",
                letter,
                "--payload",
                BrokenReplies.whole(order, tenant),
                "--reason",
                "the last brace was missing");
        assertThat(edited.out()).contains("edited", "the last brace was missing");
        assertDone(edited);
    }

    private String replay(String... which) {
        List<String> arguments = new ArrayList<>(List.of("dead-letters", "replay", "--reason", "mended"));
        arguments.addAll(List.of(which));
        arguments.addAll(List.of("--yes", "--wait"));
        Done replayed = ops(arguments.toArray(String[]::new));
        assertDone(replayed);
        return replayed.out();
    }

    private static void assertDone(Done done) {
        assertThat(done.exit()).as(done.out() + done.err()).isZero();
    }

    private Done ops(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--orders-url", system.service(ServiceKind.ORDERS).url()));
        all.addAll(
                List.of("--inventory-url", system.service(ServiceKind.INVENTORY).url()));
        all.addAll(
                List.of("--payments-url", system.service(ServiceKind.PAYMENTS).url()));
        all.addAll(List.of("--token", system.stack().token(Caller.of("ops", "ann"))));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Ops.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Done(exit, out.toString(), err.toString());
    }
}
