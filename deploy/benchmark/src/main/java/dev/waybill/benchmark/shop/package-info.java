/**
 * What the contenders have in common, so that they differ in what is compared only: the same HTTP server in front, the same
 * pricing from memory, the same pools. They are spared what costs Waybill time on each order: tokens are not verified,
 * customers not routed to shards, traces not carried on, requests not checked field by field.
 */
@NullMarked
package dev.waybill.benchmark.shop;

import org.jspecify.annotations.NullMarked;
