package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.system.FailureMatrix.Cell;
import dev.waybill.system.FailureMatrix.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A step that is released without having been tried is missing in the document. */
class FailureMatrixTest {

    @Test
    void theDocumentHasEveryStepOfEveryDefinitionThatIsBegun() {
        FailureMatrix matrix = FailureMatrix.ofReleasedDefinitions();
        Stream.of(Fault.values())
                .flatMap(fault -> matrix.cells(fault).stream())
                .forEach(cell -> matrix.ended(cell, expected(cell)));

        assertThat(FailureMatrixDocument.read()).endsWith(matrix.markdown());
    }

    private static String expected(Cell cell) {
        return switch (cell.row().saga()) {
            case "cancel-order" -> "CANCELLED";
            case "return-items" -> "CONFIRMED, 1 of 2 returned";
            default -> cell.row().undoes() ? "CANCELLED" : "CONFIRMED";
        };
    }

    @Test
    void itIsKnownOfEveryStepWhoTakesIt() {
        FailureMatrix matrix = FailureMatrix.ofReleasedDefinitions();

        assertThat(matrix.rows()).hasSizeGreaterThanOrEqualTo(16).allSatisfy(row -> assertThat(row.exchange())
                .isNotNull());
    }
}
