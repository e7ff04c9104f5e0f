package dev.waybill.products;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.ProductChanged;

/**
 * A product as it is stored.
 *
 * @param version counts its changes from 1
 */
public record ListedProduct(Product product, long version) {

    public static ListedProduct of(ProductChanged event) {
        Money price = event.price();
        return new ListedProduct(
                new Product(
                        event.tenant(), event.sku(), event.name(), price.amount(), price.currency(), event.active()),
                event.version());
    }

    public ProductChanged toEvent() {
        return new ProductChanged(
                product.tenant(),
                product.sku(),
                product.name(),
                new Money(product.price(), product.currency()),
                product.active(),
                version);
    }
}
