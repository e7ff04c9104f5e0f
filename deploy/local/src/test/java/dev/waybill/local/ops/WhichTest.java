package dev.waybill.local.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WhichTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Criteria SOME = Criteria.none().and("type", "CapturePayment");

    @Test
    void lettersAreNamedOrSearchedForOrAllMeant() {
        assertThat(Which.selection(List.of(ID), Criteria.none(), false)).hasToString("{\"ids\":[\"" + ID + "\"]}");
        assertThat(Which.selection(List.of(), SOME, false)).hasToString("{\"search\":{\"type\":\"CapturePayment\"}}");
        assertThat(Which.selection(List.of(), Criteria.none(), true)).hasToString("{\"all\":true}");
    }

    @Test
    void nothingSaidIsNotEverything() {
        assertWrong(List.of(), Criteria.none(), false);
        assertWrong(List.of(ID), SOME, false);
        assertWrong(List.of(), SOME, true);
        assertWrong(List.of(ID), Criteria.none(), true);
    }

    private static void assertWrong(List<UUID> ids, Criteria criteria, boolean all) {
        assertThatThrownBy(() -> Which.selection(ids, criteria, all))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("say which letters");
    }
}
