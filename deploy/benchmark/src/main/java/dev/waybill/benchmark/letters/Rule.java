package dev.waybill.benchmark.letters;

import dev.waybill.local.stack.ServiceKind;

/**
 * What somebody has forbidden in the databases of one service, and forgotten that there are orders which need it. None of the
 * services' decisions knows of it: a transaction fails at it that would else have done. Pure.
 */
enum Rule {
    NO_SHELF(ServiceKind.INVENTORY, "reservations", "a_shelf_that_is_counted_is_left_alone", 1) {
        @Override
        String allows(long price) {
            return "NOT '%s' = ANY (skus)".formatted(sku());
        }
    },
    NO_PAYMENT(ServiceKind.PAYMENTS, "payments", "an_amount_under_review_is_not_held", 2) {
        @Override
        String allows(long price) {
            return "amount IS DISTINCT FROM %d".formatted(quantity() * price);
        }
    },
    NO_CONFIRMATION(ServiceKind.ORDERS, "orders", "a_total_that_is_unsigned_is_not_confirmed", 4) {
        @Override
        String allows(long price) {
            return "state <> 'CONFIRMED' OR total <> %d".formatted(quantity() * price);
        }
    };

    private final ServiceKind service;
    private final String table;
    private final String constraint;
    private final int quantity;

    /** @param quantity such as no other order has of a single SKU, nor as many units together */
    Rule(ServiceKind service, String table, String constraint, int quantity) {
        this.service = service;
        this.table = table;
        this.constraint = constraint;
        this.quantity = quantity;
    }

    /**
     * What its table's rows may be, in SQL.
     *
     * @param price of one unit of any SKU
     */
    abstract String allows(long price);

    ServiceKind service() {
        return service;
    }

    /** By which its letters' cause is known. */
    String constraint() {
        return constraint;
    }

    /** Of an order that breaks it; no good order asks for that. */
    String sku() {
        return "HELD-UP-BY-" + name();
    }

    int quantity() {
        return quantity;
    }

    /** What is stored already is not looked at, as nobody does who is in a hurry. */
    String impose(long price) {
        return "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s) NOT VALID".formatted(table, constraint, allows(price));
    }

    String lift() {
        return "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, constraint);
    }
}
