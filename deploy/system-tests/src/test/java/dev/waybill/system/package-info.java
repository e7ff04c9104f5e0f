/**
 * Tests of the whole system: the same servers and services that {@code ./waybill up} starts, with everything that may go
 * wrong on a real day done to them on purpose. Each test ends with an audit.
 */
package dev.waybill.system;
