package dev.waybill.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.letters.planning.Planner;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.sql.StatementCheck;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class LetterStatementsIT {

    @Test
    void agreeWithTheMigratedTables() throws Exception {
        try (LetterBox box = new LetterBox();
                Connection connection = TestServers.shared()
                        .connect(box.shards().all().getFirst().name())) {
            StatementCheck check = new StatementCheck(connection);
            check.check(Planner.class);
            for (String repository : new String[] {
                "searching.LetterStatements",
                "replaying.ReplayStatements",
                "replaying.SettlingStatements",
                "settling.SettlingTable",
                "settling.Actions",
                "watching.LetterGauges",
                "keeping.LetterRemover"
            }) {
                check.check(Class.forName("dev.waybill.letters." + repository));
            }
            assertThat(check.complaints()).isEmpty();
            assertThat(check.checked()).isEqualTo(30);
        }
    }
}
