package dev.waybill.stock;

import io.vertx.pgclient.PgException;
import java.util.function.Supplier;

/**
 * Runs a transaction again that lost a race. It can happen only while two processes hold the same messages for a moment
 * (a rebalance), or two callers write the same thing for the first time; the winner has committed, so once more is enough
 * unless a third comes.
 */
public final class Races {

    private static final int ATTEMPTS = 5;
    private static final String UNIQUE_VIOLATION = "23505";

    private Races() {}

    /**
     * @param transaction what inserts without {@code ON CONFLICT}, so that a lost race undoes all of it
     */
    public static <R> R rerun(Supplier<R> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isLostRace(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isLostRace(RuntimeException failure) {
        return failure instanceof LostRaceException
                || (failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState()));
    }
}
