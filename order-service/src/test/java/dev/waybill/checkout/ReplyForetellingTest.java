package dev.waybill.checkout;

import static dev.waybill.checkout.AnySaga.NOW;
import static dev.waybill.checkout.AnySaga.authorized;
import static dev.waybill.checkout.AnySaga.begun;
import static dev.waybill.checkout.AnySaga.captured;
import static dev.waybill.checkout.AnySaga.rejected;
import static dev.waybill.checkout.AnySaga.released;
import static dev.waybill.checkout.AnySaga.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.delivery.consuming.Received;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyForetellingTest {

    @Test
    void eachReplyIsSeenOnWhatTheOneBeforeWouldLeave() {
        assertThat(verdicts(reserved(0), reserved(0), reserved(1), authorized(), captured()))
                .containsExactly(
                        Verdict.WILL_APPLY,
                        Verdict.DUPLICATE,
                        Verdict.WILL_APPLY,
                        Verdict.WILL_APPLY,
                        Verdict.WILL_APPLY);
    }

    @Test
    void whatWasNeverAskedOrIsUndoneComesTooLate() {
        assertThat(verdicts(authorized(), reserved(0), rejected(1), reserved(0), released(0)))
                .containsExactly(
                        Verdict.FENCED, Verdict.WILL_APPLY, Verdict.WILL_APPLY, Verdict.FENCED, Verdict.WILL_APPLY);
    }

    @Test
    void aReplyToNoSagaWouldBeRefused() {
        UUID nobody = UUID.randomUUID();
        assertThat(verdicts(
                        new Reply.StockReserved(new Request(nobody, "reserve-stock", 1, 0), "demo", nobody),
                        reserved(0)))
                .containsExactly(Verdict.REJECTED, Verdict.WILL_APPLY);
    }

    private static List<Verdict> verdicts(Reply... replies) {
        List<Received<Reply>> received = Arrays.stream(replies)
                .map(reply -> new Received<>(reply, null, null))
                .toList();
        return ReplyForetelling.foretell(new SagaBatch(List.of(begun()), Map.of(), NOW), received).stream()
                .map(Foretold::verdict)
                .toList();
    }
}
