/**
 * Continuous audit: what must always be true of a service's data, asked of every shard on a schedule. A service produces
 * its {@link dev.waybill.auditing.AuditChecks}; the rest is wired here.
 */
@NullMarked
package dev.waybill.auditing;

import org.jspecify.annotations.NullMarked;
