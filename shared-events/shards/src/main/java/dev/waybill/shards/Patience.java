package dev.waybill.shards;

import dev.waybill.shards.sql.Statement;
import java.time.Duration;

/**
 * What a reader asks for that may take longer: as parameters of the statement that grants it until the transaction's end.
 *
 * @param millis in words, as a setting's value
 */
record Patience(String millis) {

    static final Statement<Patience, Granted> BEFORE_READING =
            Statement.of("patience", Patience.class, Granted.class, """
            -- The transaction's time-out runs already and can only be taken away; the statement's takes its place.
            SELECT set_config('statement_timeout', :millis, true) AS statement_timeout,
                   set_config('transaction_timeout', '0', true) AS transaction_timeout,
                   set_config('transaction_read_only', 'on', true) AS read_only
            """);

    record Granted(String statementTimeout, String transactionTimeout, String readOnly) {}

    static Patience of(Duration deadline) {
        return new Patience(String.valueOf(deadline.toMillis()));
    }
}
