package dev.waybill.upgrading;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service or, with the argument {@value #CHECK}, says whether it might be started, and ends. */
@QuarkusMain
public final class OrderService {

    static final String CHECK = "check-sagas";

    private OrderService() {}

    public static void main(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals(CHECK)) {
            // The answer of a command belongs on its standard output.
            System.exit(new UpgradeCheck(ConfiguredShards.read(), System.out).run());
        }
        Quarkus.run(arguments);
    }
}
