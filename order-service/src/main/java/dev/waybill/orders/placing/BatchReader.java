package dev.waybill.orders.placing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.catalogue.Product;
import dev.waybill.contracts.TraceContext;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.ProblemException;
import dev.waybill.http.lines.Line;
import dev.waybill.orders.OrderJson;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes orders of lines. A line is the body of {@code POST /v1/orders}, and may have the field {@code idempotencyKey} in
 * place of that call's header.
 */
final class BatchReader {

    private static final String KEY = "idempotencyKey";

    private final Orderer orderer;
    private final Function<String, @Nullable Product> products;
    private final OrderFactory factory;
    private final Clock clock;
    private final @Nullable String traceparent;

    /**
     * @param products finds a product by its SKU, or null
     * @param traceparent of the whole batch; without one each order begins a trace of its own
     */
    BatchReader(
            Orderer orderer,
            Function<String, @Nullable Product> products,
            OrderFactory factory,
            Clock clock,
            @Nullable String traceparent) {
        this.orderer = orderer;
        this.products = products;
        this.factory = factory;
        this.clock = clock;
        this.traceparent = traceparent;
    }

    BatchedOrder read(Line line) {
        try {
            JsonNode body = OrderJson.tree(line.json());
            OrderDraft draft = orderer.own(OrderReader.read(body));
            return priced(draft, key(body.get(KEY)));
        } catch (ProblemException e) {
            return new BatchedOrder.Refused(e.problem());
        } catch (JacksonException e) {
            return new BatchedOrder.Refused(Problem.malformed("The line is no JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            return new BatchedOrder.Refused(Problem.malformed("The line is no UTF-8."));
        }
    }

    private static @Nullable String key(@Nullable JsonNode key) {
        if (key == null || key.isNull()) {
            return null;
        }
        if (!key.isTextual()) {
            throw Problem.invalid(List.of(new FieldError("/" + KEY, "must be a string")))
                    .toException();
        }
        return IdempotencyKey.parse(List.of(key.textValue()));
    }

    private BatchedOrder priced(OrderDraft draft, @Nullable String key) {
        String tenant = orderer.tenant();
        try {
            var lines = Pricing.price(draft, products, orderer.setsPrices());
            String trace = TraceContext.continueOrStart(traceparent);
            return new BatchedOrder.Ready(factory.make(tenant, draft, lines, key, trace, clock.instant()));
        } catch (ProblemException e) {
            if (key == null) {
                throw e;
            }
            String customer = OrderFactory.retryableCustomerId(tenant, draft, key);
            return new BatchedOrder.Doubtful(
                    new PlacedOrders.Key(tenant, customer, key), OrderFactory.fingerprint(draft), e.problem());
        }
    }
}
