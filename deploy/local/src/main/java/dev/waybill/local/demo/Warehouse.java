package dev.waybill.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.HttpCalls;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The inventory service, as seen by somebody who brings products and goods in bulk. */
public final class Warehouse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpCalls inventory;

    public Warehouse(HttpCalls inventory) {
        this.inventory = inventory;
    }

    /** Makes or changes products. */
    public void catalogue(List<Product> products) {
        post("/v1/products:batch", products);
    }

    /** Takes goods in; a receipt counts once, however often it is sent. */
    public void receive(List<Receipt> receipts) {
        post("/v1/stock/receipts:batch", receipts);
    }

    /**
     * A product as the service takes it.
     *
     * @param price in minor units of {@code currency}
     */
    public record Product(String sku, String name, long price, String currency, boolean active) {}

    /** Goods of one SKU that came in. */
    public record Receipt(String receiptId, String sku, long quantity) {}

    private void post(String path, List<?> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            check(
                    path,
                    inventory.postLines(
                            path, records.stream().map(Warehouse::line).collect(Collectors.joining())));
        } catch (IOException e) {
            throw new IllegalStateException("inventory does not answer " + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + path + " was sent", e);
        }
    }

    private static void check(String path, HttpResponse<String> answer) throws JsonProcessingException {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "inventory answered %s with %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        for (String line : answer.body().lines().toList()) {
            if (JSON.readValue(line, Map.class).containsKey("problem")) {
                throw new IllegalStateException("inventory refused a line of " + path + ": " + line);
            }
        }
    }

    private static String line(Object content) {
        try {
            return JSON.writeValueAsString(content) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
