/**
 * The ops console: what the platform does, in a browser, and what ops can do about it. Pages are made on the server, of view
 * models that pure code has made of what the services say. Nothing here decides anything about orders.
 */
@NullMarked
package dev.waybill.console;

import org.jspecify.annotations.NullMarked;
