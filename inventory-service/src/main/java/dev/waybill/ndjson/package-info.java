/** Bodies of many lines, one JSON object each (NDJSON), every line answered on its own. */
@NullMarked
package dev.waybill.ndjson;

import org.jspecify.annotations.NullMarked;
