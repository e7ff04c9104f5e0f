package dev.waybill.benchmark.shop;

import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.servers.Servers;
import java.util.HashMap;
import java.util.Map;

/**
 * What a contender is told when it is started: {@code --port P --postgres host:port --kafka host:port}.
 *
 * @param port of its HTTP server, on the loopback interface
 * @param postgres with the login of all servers that this project starts
 * @param kafka {@code host:port}
 */
public record ShopArguments(int port, PostgresAddress postgres, String kafka) {

    /** Refuses anything else with {@link IllegalArgumentException}. */
    public static ShopArguments parse(String... arguments) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i], arguments[i + 1]);
        }
        return new ShopArguments(
                Integer.parseInt(wanted(named, "--port")),
                new PostgresAddress(wanted(named, "--postgres"), Servers.USER, Servers.USER),
                wanted(named, "--kafka"));
    }

    private static String wanted(Map<String, String> named, String name) {
        String value = named.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
