package dev.waybill.benchmark.queries;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The same work, done in two ways.
 *
 * @param built whether a service runs the second way as it stands here; otherwise it is how one would
 */
record Task(String what, boolean built, Way naive, Way ours) {

    /** One of the ways. It ends with its work committed. */
    interface Way {
        /**
         * @param run the same number for both ways, which then do the same
         */
        void run(Connection connection, int run) throws SQLException;
    }
}
