package dev.waybill.local.servers;

import java.io.IOException;
import java.util.List;

/**
 * The command prefix under which Postgres consents to run.
 *
 * <p>It refuses root. In a user namespace of its own the process is nobody in particular, and still
 * owns the files that root made.
 */
final class Unprivileged {
    private static final List<String> PREFIX = find();

    private Unprivileged() {}

    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> find() {
        if (!System.getProperty("user.name", "").equals("root")) {
            return List.of();
        }
        if (!succeeds("unshare", "-U", "true")) {
            throw new IllegalStateException(
                    "Postgres refuses to run as root, and this system lets root make no user namespace"
                            + " (unshare -U): start as an ordinary user");
        }
        return List.of("unshare", "-U");
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
