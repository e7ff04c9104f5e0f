package dev.waybill.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the whole system. It is given the {@link RunningSystem} that all such tests share, and a {@link Shop} of its own
 * whose products and customers no other test sees. What it leaves behind is audited.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedSystem.class)
@interface WholeSystem {}
