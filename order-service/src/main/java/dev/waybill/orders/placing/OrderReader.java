package dev.waybill.orders.placing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.ProblemException;
import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import dev.waybill.orders.placing.OrderDraft.DraftLine;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/orders}. Pure. */
final class OrderReader {

    static final int MAX_LINES = 1_200;
    static final int MAX_QUANTITY = 1_000_000;
    static final long MAX_PRICE = 1_000_000_000_000L;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final JsonFields fields = new JsonFields();

    private OrderReader() {}

    /**
     * @throws ProblemException naming the wrong fields; of many the first, and how many
     */
    static OrderDraft read(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.malformed("The body must be a JSON object.").toException();
        }
        OrderReader reader = new OrderReader();
        OrderDraft draft = reader.draft(body);
        List<FieldError> errors = reader.fields.errors();
        if (draft == null || !errors.isEmpty()) {
            throw Problem.invalid(errors).toException();
        }
        return draft;
    }

    private @Nullable OrderDraft draft(JsonNode body) {
        JsonNode customer = fields.object(body, "customer", "/customer");
        JsonNode address = fields.object(body, "shippingAddress", "/shippingAddress");
        String customerId = fields.text(customer, "id", "/customer/id", 100);
        Contact contact = new Contact(
                fields.text(customer, "name", "/customer/name", 200),
                fields.text(customer, "email", "/customer/email", 320));
        if (contact.email() != null && !EMAIL.matcher(contact.email()).matches()) {
            fields.wrong("/customer/email", "must be an e-mail address, but was \"%s\"".formatted(contact.email()));
        }
        String currency = currency(body);
        String paymentToken = fields.requiredText(body, "paymentToken", "/paymentToken", 200);
        List<DraftLine> lines = lines(body.path("lines"));
        return currency == null || paymentToken == null
                ? null
                : new OrderDraft(customerId, contact, address(address), currency, paymentToken, lines);
    }

    private Address address(@Nullable JsonNode address) {
        return new Address(
                fields.text(address, "street", "/shippingAddress/street", 200),
                fields.text(address, "city", "/shippingAddress/city", 100),
                fields.text(address, "postalCode", "/shippingAddress/postalCode", 20),
                fields.text(address, "country", "/shippingAddress/country", 100));
    }

    private @Nullable String currency(JsonNode body) {
        String currency = fields.requiredText(body, "currency", "/currency", 3);
        if (currency != null && !CURRENCIES.contains(currency)) {
            fields.wrong("/currency", "must be an ISO 4217 code, such as GBP, but was \"%s\"".formatted(currency));
        }
        return currency;
    }

    private List<DraftLine> lines(JsonNode lines) {
        if (!lines.isArray() || lines.isEmpty() || lines.size() > MAX_LINES) {
            String was = lines.isArray() ? lines.size() + " lines" : lines.isMissingNode() ? "missing" : "no array";
            fields.wrong("/lines", "must be an array of 1 to %d lines, but was %s".formatted(MAX_LINES, was));
            return List.of();
        }
        List<DraftLine> read = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i), "/lines/" + i, read);
        }
        return read;
    }

    private void line(JsonNode line, String pointer, List<DraftLine> read) {
        if (!line.isObject()) {
            fields.wrong(pointer, "must be an object with sku and quantity");
            return;
        }
        String sku = fields.requiredText(line, "sku", pointer + "/sku", 64);
        Long quantity = fields.number(line, "quantity", pointer + "/quantity", 1, MAX_QUANTITY);
        Long price = fields.number(line, "price", pointer + "/price", 0, MAX_PRICE);
        if (!line.hasNonNull("quantity")) {
            fields.wrong(pointer + "/quantity", "is required");
        }
        if (sku != null && quantity != null) {
            read.add(new DraftLine(sku, Objects.requireNonNull(quantity).intValue(), price));
        }
    }
}
