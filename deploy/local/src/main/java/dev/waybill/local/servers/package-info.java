/** Postgres, Kafka and Redis: embedded, in containers, or the ones that somebody else runs. */
@NullMarked
package dev.waybill.local.servers;

import org.jspecify.annotations.NullMarked;
