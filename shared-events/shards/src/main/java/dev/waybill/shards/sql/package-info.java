/** SQL that stays SQL: statements in text blocks beside their caller, with records for parameters and rows. */
@NullMarked
package dev.waybill.shards.sql;

import org.jspecify.annotations.NullMarked;
