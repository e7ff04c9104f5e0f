package dev.waybill.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoCatalogueTest {
    private final List<DemoProduct> products = DemoCatalogue.products();

    @Test
    void hasTwoHundredProductsThatCanBeBought() {
        assertThat(products).hasSize(200).allMatch(product -> product.price() > 0 && product.stock() > 0);
        assertThat(products).extracting(DemoProduct::sku).doesNotHaveDuplicates();
    }

    @Test
    void hasTheProductThatThePrintedOrdersNeed() {
        assertThat(products).extracting(DemoProduct::sku).contains("85123A");
    }
}
