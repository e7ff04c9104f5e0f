package dev.waybill.shards;

import io.netty.channel.unix.Errors;
import io.vertx.pgclient.PgException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed transaction means for its batch, read once from its SQLSTATE (PostgreSQL manual, appendix A) or its
 * exception.
 */
public enum SqlFailure {
    /** The shard is away or overloaded, or another transaction was in the way: the same again, later. */
    TRANSIENT,
    /** Something in the batch breaks a rule of the database: apart from that, the batch would do. */
    DATA,
    /** Anything else: a bug. Repeating it will not help either. */
    BUG;

    /**
     * Of classes that are bugs otherwise: a server that only reads, as one does before it takes over; a database that is not
     * there yet; a transaction that had failed or waited before.
     */
    private static final Set<String> PASSING = Set.of("25006", "25P02", "25P03", "25P04", "3D000");

    public static SqlFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            SqlFailure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return BUG;
    }

    private static @Nullable SqlFailure known(Throwable cause) {
        return switch (cause) {
            case PgException pg when isStalePlan(pg) -> TRANSIENT;
            case PgException pg -> ofState(String.valueOf(pg.getSqlState()));
            case ShardAwayException away -> TRANSIENT;
            case OvertakenException overtaken -> TRANSIENT;
            case TimeoutException timeout -> TRANSIENT;
            case SocketException refusedOrReset -> TRANSIENT;
            case ClosedChannelException closed -> TRANSIENT;
            case Errors.NativeIoException reset -> TRANSIENT;
            // Vert.x says "connection closed" in several classes of its own that share no type but this.
            case io.vertx.core.VertxException closed -> TRANSIENT;
            default -> null;
        };
    }

    /** After a migration, a statement that a connection prepared before it fails once. */
    private static boolean isStalePlan(PgException pg) {
        return "0A000".equals(pg.getSqlState())
                && String.valueOf(pg.getErrorMessage()).startsWith("cached plan");
    }

    private static SqlFailure ofState(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            // connection; rollback and deadlock; resources; shutdown, cancelled by a timeout; system
            case "08", "40", "53", "57", "58" -> TRANSIENT;
            case "22", "23" -> DATA;
            // lock not had
            case "55" -> TRANSIENT;
            // no entry: a password or a rule of the server's has changed, and will be put right
            case "28" -> TRANSIENT;
            default -> PASSING.contains(state) ? TRANSIENT : BUG;
        };
    }
}
