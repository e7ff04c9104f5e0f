package dev.waybill.letters.searching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import dev.waybill.letters.LetterBox;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.searching.Groups.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchingIT {

    private final LetterBox box = new LetterBox();

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void tenThousandLettersOfThreeBugsAreThreeRows() {
        for (int part = 0; part < 10; part++) {
            box.culprits(part % 2, 500, "no saga of number %d");
            box.culprits(part % 2, 300, "no payment of £%d");
            box.culprits(part % 2, 200, "order \"%d\" has ended");
        }
        List<Group> groups = box.letters().groups(filter(Map.of())).groups();
        assertThat(groups.stream().map(Group::count)).containsExactly(5_000L, 3_000L, 2_000L);
        assertThat(groups.stream().map(Group::message))
                .containsExactly("no saga of number #", "no payment of £#", "order “…” has ended");
        assertThat(groups.getFirst().topics()).containsExactly("order.replies.v1");
        assertThat(groups.getFirst().types()).containsExactly("PaymentAuthorized");
        assertThat(groups.getFirst().orders()).isEqualTo(5_000);
    }

    @Test
    void whatWaitsIsCountedWithWhatItWaitsFor() {
        UUID order = box.order(0);
        box.culprit(order, "no 1");
        box.behind(order);
        box.behind(order);
        box.culprit(box.order(1), "no 2");
        assertThat(box.letters().groups(filter(Map.of())).groups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.count()).isEqualTo(2);
                    assertThat(group.behind()).isEqualTo(2);
                    assertThat(group.orders()).isEqualTo(2);
                });
    }

    @Test
    void pagesShowEachLetterOnceAcrossTheShards() {
        box.culprits(0, 30, "no %d");
        box.culprits(1, 30, "no %d");
        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            Letters.Found page = box.letters().list(filter(Map.of()), 7, cursor);
            page.letters().forEach(letter -> seen.add(letter.id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void lettersAreFoundByWhatIsKnownOfThem() {
        UUID order = box.order(1);
        UUID message = box.culprit(order, "no saga of number 7");
        box.culprits(0, 3, "something else %d");
        for (Map<String, String> search : List.of(
                Map.of("orderId", order.toString()),
                Map.of("saga", order.toString()),
                Map.of("text", "NO SAGA"),
                Map.of("cause", "rejected", "type", "PaymentAuthorized", "tenant", "acme", "text", "number 7"),
                Map.of("step", "authorize-payment", "topic", "order.replies.v1", "text", "saga"))) {
            assertThat(box.letters().list(filter(search), 50, null).letters())
                    .as("%s", search)
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.headers()).containsEntry("ce_id", message.toString()));
        }
        assertThat(box.letters().list(filter(Map.of("text", "100 %")), 50, null).letters())
                .isEmpty();
        assertThat(box.letters()
                        .list(filter(Map.of("to", "2020-01-01T00:00:00Z")), 50, null)
                        .letters())
                .isEmpty();
        assertThat(box.letters()
                        .list(filter(Map.of("status", "replayed")), 50, null)
                        .letters())
                .isEmpty();
    }

    @Test
    void lettersAreFoundByTheirRecordsToo() {
        UUID order = box.order(1);
        UUID message = box.culprit(order, "no");
        box.culprits(0, 3, "something else %d");
        box.rows().change("""
                        UPDATE dead_letters
                        SET attempts = 3, first_failed_at = '2020-05-05', replay = '%1$s', replay_state = 'failed'
                        WHERE order_id = '%1$s'
                        """.formatted(order));
        LetterView letter = box.letters()
                .list(filter(Map.of("orderId", order.toString())), 50, null)
                .letters()
                .getFirst();
        for (Map<String, String> search : List.of(
                Map.of("offset", Long.toString(letter.offset()), "partition", Integer.toString(letter.partition())),
                Map.of("key", order.toString()),
                Map.of("header", message.toString()),
                Map.of("header", "CE_SUBJECT", "payload", order.toString()),
                Map.of("payload", order.toString()),
                Map.of("attempts", "2"),
                Map.of("replay", order.toString()),
                Map.of("firstFrom", "2020-05-01T00:00:00Z", "firstTo", "2020-06-01T00:00:00Z"))) {
            assertThat(box.letters().list(filter(search), 50, null).letters())
                    .as("%s", search)
                    .singleElement()
                    .satisfies(found -> assertThat(found.id()).isEqualTo(letter.id()));
        }
        for (Map<String, String> search : List.of(
                Map.of("attempts", "4"),
                Map.of("replay", UUID.randomUUID().toString()),
                Map.of("payload", "no such data"),
                Map.of("header", "no such header"),
                Map.of("service", "payment-service"))) {
            assertThat(box.letters().list(filter(search), 50, null).letters())
                    .as("%s", search)
                    .isEmpty();
        }
    }

    @Test
    void aHeaderThatNoTextHoldsIsNoObstacle() {
        box.culprit(box.order(0), "no");
        box.rows().change("UPDATE dead_letters SET headers = '[{\"name\":\"\\u0000\",\"value\":null}]'");
        assertThat(box.letters().list(filter(Map.of("header", "x")), 50, null).letters())
                .isEmpty();
    }

    @Test
    void aLetterSaysAllThatIsKnownOfIt() {
        UUID order = box.order(0);
        box.culprit(order, "no");
        LetterView brief =
                box.letters().list(filter(Map.of()), 50, null).letters().getFirst();
        LetterView whole = box.letters().show(brief.id());
        assertThat(whole.orderId()).isEqualTo(order);
        assertThat(whole.saga()).isEqualTo(order);
        assertThat(whole.attempt()).isOne();
        assertThat(whole.key()).isEqualTo(order.toString());
        assertThat(whole.payload()).startsWith("{").contains("acme");
        assertThat(whole.payloadBase64()).isNull();
        assertThat(brief.history()).isNull();
        assertThat(whole.history()).singleElement().satisfies(event -> assertThat(event.what())
                .isEqualTo("parked"));
        assertThatThrownBy(() -> box.letters().show(UUID.randomUUID())).isInstanceOf(ProblemException.class);
    }

    private static LetterFilter filter(Map<String, String> search) {
        return LetterFilter.read(search::get);
    }
}
