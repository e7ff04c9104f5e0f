/** What the services' HTTP sides have in common: who calls, and how a request is refused. */
@NullMarked
package dev.waybill.http;

import org.jspecify.annotations.NullMarked;
