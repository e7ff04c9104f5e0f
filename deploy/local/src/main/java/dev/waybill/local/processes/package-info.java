/** Child processes that never outlive the process that started them, however that one ends. */
@NullMarked
package dev.waybill.local.processes;

import org.jspecify.annotations.NullMarked;
