/** What the three services say over HTTP, asked with the caller's own token. */
@NullMarked
package dev.waybill.console.peers;

import org.jspecify.annotations.NullMarked;
