package dev.waybill.console.orders;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.waybill.console.Shown;
import dev.waybill.console.peers.Answer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order's payments and postings as they are shown. Pure.
 *
 * @param missing why there is nothing to show, as a sentence; empty if there is something
 */
record PaymentsView(List<PaymentRow> payments, String missing) {

    private static final int NOT_FOUND = 404;

    record PaymentRow(String id, String state, String amount, String refunded, String reason, List<Posting> postings) {}

    record Posting(String at, String kind, String debit, String credit, String amount) {}

    /** As payment-service says it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Said(List<Payment> payments) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Payment(
            String id,
            String state,
            @Nullable Long amount,
            @Nullable String currency,
            long refunded,
            @Nullable String reason,
            List<Transfer> transfers) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Transfer(String kind, String debit, String credit, long amount, String currency, Instant at) {}

    static PaymentsView of(Answer<Said> answer) {
        return switch (answer) {
            case Answer.Came<Said>(String service, Said said) ->
                new PaymentsView(
                        said.payments().stream().map(PaymentsView::payment).toList(), "");
            case Answer.Refused<Said>(String service, int status, String why)
            when status == NOT_FOUND -> nothing("No payment was asked for yet.");
            case Answer.Refused<Said>(String service, int status, String why) ->
                nothing("%s refused (%d): %s".formatted(service, status, why));
            case Answer.Away<Said>(String service, String why) -> nothing("%s is away (%s).".formatted(service, why));
        };
    }

    private static PaymentsView nothing(String why) {
        return new PaymentsView(List.of(), why);
    }

    private static PaymentRow payment(Payment payment) {
        String currency = payment.currency() == null ? "" : payment.currency();
        return new PaymentRow(
                payment.id(),
                Shown.words(payment.state()),
                payment.amount() == null ? "–" : Shown.money(currency, payment.amount()),
                payment.refunded() == 0 ? "" : Shown.money(currency, payment.refunded()),
                payment.reason() == null ? "" : Shown.words(payment.reason()),
                payment.transfers().stream().map(PaymentsView::posting).toList());
    }

    private static Posting posting(Transfer transfer) {
        return new Posting(
                Shown.exact(transfer.at()),
                Shown.words(transfer.kind()),
                transfer.debit(),
                transfer.credit(),
                Shown.money(transfer.currency(), transfer.amount()));
    }
}
