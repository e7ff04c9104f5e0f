package dev.waybill.audit;

/**
 * Everything that an audit looks at, read while nothing was under way.
 *
 * @param orders what order-service's shards hold
 * @param stock what inventory-service's shards hold
 * @param payments what payment-service's shards hold
 * @param events what other services were told
 * @param leftovers what should have been cleared away
 */
public record Evidence(
        OrderBooks orders, StockBooks stock, PaymentBooks payments, EventBooks events, Leftovers leftovers) {}
