/** The table of single queries: as one writes them without thinking of the database, against what this product does. */
@NullMarked
package dev.waybill.benchmark.queries;

import org.jspecify.annotations.NullMarked;
