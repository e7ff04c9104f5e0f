package dev.waybill.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the system for the first test that wants it, audits it after each, and stops it after the last. */
final class SharedSystem implements BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final Namespace ALL_TESTS = Namespace.create(SharedSystem.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        system(context);
    }

    /** A test that failed has told what is wrong already. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            system(context).audit();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningSystem.class || type == Shop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RunningSystem system = system(context);
        return parameter.getParameter().getType() == Shop.class ? system.newShop() : system;
    }

    /** A start that failed is not tried again: it would fail for each class anew. */
    private static RunningSystem system(ExtensionContext context) {
        Store store = context.getRoot().getStore(ALL_TESTS);
        if (store.computeIfAbsent("tried", any -> new AtomicBoolean(), AtomicBoolean.class)
                .compareAndSet(false, true)) {
            store.put(RunningSystem.class, RunningSystem.start());
        }
        RunningSystem system = store.get(RunningSystem.class, RunningSystem.class);
        assumeTrue(system != null, "the system did not start");
        return Objects.requireNonNull(system);
    }
}
