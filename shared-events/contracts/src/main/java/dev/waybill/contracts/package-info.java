/**
 * What Waybill's services say to each other and to anybody else who listens: messages, their envelope, and the topics
 * they travel on. Depends on Jackson only, so that any Java service can use it.
 */
@NullMarked
package dev.waybill.contracts;

import org.jspecify.annotations.NullMarked;
