package dev.waybill.auditing;

import dev.waybill.shards.sql.Statement;

/** What the tests audit. */
final class Accounts {

    static final Statement<AuditCheck.Shown, DriftRow> WRONG_BALANCES =
            Statement.of("audit-balances", AuditCheck.Shown.class, DriftRow.class, """
            SELECT name AS subject,
                   json_build_object('balance', balance, 'paidIn', paid_in, 'paidOut', paid_out)::text AS found,
                   count(*) OVER () AS drifts
            FROM accounts
            WHERE balance <> paid_in - paid_out
            ORDER BY name
            LIMIT :most
            """);

    static final Statement<AuditCheck.Shown, DriftRow> NO_TABLE =
            Statement.of("audit-no-table", AuditCheck.Shown.class, DriftRow.class, """
            SELECT name AS subject, '{}' AS found, 1::bigint AS drifts FROM no_such_table LIMIT :most
            """);

    static final AuditCheck<?> BALANCES =
            AuditCheck.of("balances", "A balance is what was paid in less what was paid out.", WRONG_BALANCES);

    static final AuditCheck<?> ALL_BALANCES =
            AuditCheck.ofAll("all-balances", "A balance is what was paid in less what was paid out.", WRONG_BALANCES);

    static final AuditCheck<?> NOTHING = AuditCheck.of("nothing", "There is no such table.", NO_TABLE);

    private Accounts() {}
}
