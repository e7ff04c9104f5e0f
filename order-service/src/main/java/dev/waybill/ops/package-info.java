/**
 * What people who run the platform see and do: sagas, timelines, verbs, pauses, audit. An ops token is the platform's, not a
 * shop's: it sees the orders of all shops.
 */
@NullMarked
package dev.waybill.ops;

import org.jspecify.annotations.NullMarked;
