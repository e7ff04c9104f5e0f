package dev.waybill.payments.commanding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.payments.AnOrder;
import dev.waybill.payments.Payment;
import dev.waybill.payments.PaymentState;
import dev.waybill.payments.PaymentState.Authorized;
import dev.waybill.payments.PaymentState.Captured;
import dev.waybill.payments.Payments.Stored;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandForetellingTest {

    private static final AnOrder ORDER = AnOrder.any();
    private static final PaymentCommand AUTHORIZE = ORDER.authorize("tok_approve");

    @Test
    void eachCommandIsSeenOnWhatTheOneBeforeWouldLeave() {
        assertThat(verdicts(null, AUTHORIZE, AUTHORIZE, ORDER.letGo(), ORDER.letGo()))
                .containsExactly(Verdict.WILL_APPLY, Verdict.DUPLICATE, Verdict.WILL_APPLY, Verdict.DUPLICATE);
        assertThat(verdicts(new Authorized("ref"), AUTHORIZE, ORDER.capture(), ORDER.capture()))
                .containsExactly(Verdict.DUPLICATE, Verdict.WILL_APPLY, Verdict.DUPLICATE);
    }

    @Test
    void whatWasUndoneBeforeItCameIsTooLate() {
        assertThat(verdicts(null, ORDER.letGo(), AUTHORIZE)).containsExactly(Verdict.WILL_APPLY, Verdict.FENCED);
    }

    @Test
    void whatIsImpossibleWouldBeRefusedAndNoMoneyIsGivenBackTwice() {
        assertThat(verdicts(
                        new Captured("ref", ORDER.capture().request(), 0),
                        ORDER.letGo(),
                        ORDER.refund(1, 4_000),
                        ORDER.refund(1, 4_000),
                        ORDER.refund(2, 4_000)))
                .containsExactly(Verdict.REJECTED, Verdict.WILL_APPLY, Verdict.DUPLICATE, Verdict.REJECTED);
    }

    @Test
    void whatWouldHappenIsSaidAsPeopleSayIt() {
        assertThat(CommandForetelling.foretell(
                        new Stored(List.of(), List.of()),
                        List.of(
                                new Asked(AUTHORIZE, null),
                                new Asked(AUTHORIZE, null),
                                new Asked(ORDER.letGo(), null))))
                .extracting(Foretold::why)
                .containsExactly(
                        "The provider would be asked to hold the money.",
                        "The provider is at work on it already, and will be heard: it changes nothing.",
                        "The money would be let go of; what is not held yet, never will be.");
    }

    private static List<Verdict> verdicts(PaymentState before, PaymentCommand... commands) {
        List<Payment> payments = before == null
                ? List.of()
                : List.of(Payment.askedFor(ORDER.authorize("tok_approve"), null).in(before));
        List<Asked> asked =
                Arrays.stream(commands).map(each -> new Asked(each, null)).toList();
        return CommandForetelling.foretell(new Stored(payments, List.of()), asked).stream()
                .map(Foretold::verdict)
                .toList();
    }
}
