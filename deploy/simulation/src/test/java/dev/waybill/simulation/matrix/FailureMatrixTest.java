package dev.waybill.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureMatrixTest {

    private static final Path PAGE = Path.of("FAILURE-MATRIX.md");

    @Test
    void thePageSaysHowEveryTroubleEnds() throws IOException {
        String played = FailureMatrix.write();
        if (Boolean.getBoolean("waybill.matrix.write")) {
            Files.writeString(PAGE, played);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("-Dwaybill.matrix.write=true writes %s anew", PAGE)
                .isEqualTo(played);
    }
}
