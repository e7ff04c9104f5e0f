/** How each of a service's shards is, for people. */
@NullMarked
package dev.waybill.auditing.standing;

import org.jspecify.annotations.NullMarked;
