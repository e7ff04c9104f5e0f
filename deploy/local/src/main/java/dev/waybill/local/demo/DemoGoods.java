package dev.waybill.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts the demo catalogue into an inventory, once per data folder. */
public final class DemoGoods {
    private static final String CURRENCY = "GBP";

    private DemoGoods() {}

    /** Does nothing if {@code marker} is there; prices that somebody changed since stay as they are. */
    public static void deliverOnce(Warehouse warehouse, Path marker) {
        if (Files.exists(marker)) {
            return;
        }
        List<DemoProduct> goods = DemoCatalogue.products();
        warehouse.catalogue(goods.stream().map(DemoGoods::product).toList());
        warehouse.receive(goods.stream().map(DemoGoods::receipt).toList());
        try {
            Files.createFile(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Warehouse.Product product(DemoProduct product) {
        return new Warehouse.Product(product.sku(), product.name(), product.price(), CURRENCY, true);
    }

    private static Warehouse.Receipt receipt(DemoProduct product) {
        return new Warehouse.Receipt("demo-" + product.sku(), product.sku(), product.stock());
    }
}
