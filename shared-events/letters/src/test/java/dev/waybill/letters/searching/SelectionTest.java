package dev.waybill.letters.searching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void fewAreNamed() {
        assertThat(Selection.of(ids(1)).inWords()).isEqualTo("letters [%s]".formatted(new UUID(7, 1)));
        assertThat(Selection.of(ids(20)).inWords()).endsWith(new UUID(7, 20) + "]");
    }

    @Test
    void ofManyItIsSaidHowManyMoreThereAre() {
        assertThat(Selection.of(ids(10_000)).inWords())
                .contains(new UUID(7, 20).toString())
                .doesNotContain(new UUID(7, 21).toString())
                .endsWith("] and 9980 more");
    }

    @Test
    void aSearchIsSaidByWhatItSays() {
        assertThat(Selection.of(LetterFilter.read(Map.of("group", "6f1c")::get)).inWords())
                .isEqualTo("all of status parked, group 6f1c");
    }

    private static List<UUID> ids(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(n -> new UUID(7, n)).toList();
    }
}
