/** Bodies of many lines, one JSON object each (NDJSON): read, worked on and answered as they come, in bounded memory. */
@NullMarked
package dev.waybill.http.lines;

import org.jspecify.annotations.NullMarked;
