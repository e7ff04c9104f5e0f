package dev.waybill.simulation.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation bites: mistakes, planted one at a time in the code that decides (or, where the guard is SQL or the relay,
 * in the model of that), are all found.
 */
class DefectsSimulationTest {

    /** Each mistake must show in one of these worlds, in which the code as it is keeps every promise. */
    private static final int WORLDS = 120;

    private static final int ORDERS = 100;

    static List<Defect> defects() {
        return Defects.all();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void isFound(Defect defect) throws IOException {
        assertThat(Patched.with(defect).complaint(1, WORLDS, ORDERS))
                .as("%s, planted in the %s", defect, defect.where())
                .isNotNull();
    }

    @Test
    void theCodeAsItIsIsNotComplainedAbout() {
        assertThat(Patched.withoutDefect().complaint(1, WORLDS, ORDERS)).isNull();
    }

    @Test
    void noFewerThanTwelveAreInTheCodeThatDecides() {
        assertThat(Defects.all())
                .filteredOn(defect -> defect.where().startsWith(Defects.DECISION))
                .hasSizeGreaterThanOrEqualTo(12);
    }
}
