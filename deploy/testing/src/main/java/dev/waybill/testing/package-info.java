/** What the services' own tests have in common: real servers, tokens, requests. */
@NullMarked
package dev.waybill.testing;

import org.jspecify.annotations.NullMarked;
