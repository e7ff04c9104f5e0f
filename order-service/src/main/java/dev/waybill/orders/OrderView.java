package dev.waybill.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it.
 *
 * @param reason why it was rejected, in lower snake case
 * @param total in the currency's minor unit, as all amounts here
 * @param version counts its states from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        UUID id,
        OrderState state,
        @Nullable String reason,
        @Nullable String detail,
        String customerId,
        boolean guest,
        Contact customer,
        Address shippingAddress,
        String currency,
        long total,
        List<Line> lines,
        Instant placedAt,
        Instant updatedAt,
        long version) {

    /** Who ordered, as stated when the order was placed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contact(@Nullable String name, @Nullable String email) {}

    /** Where the goods go, as stated when the order was placed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(
            @Nullable String street,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String country) {}

    /**
     * One line.
     *
     * @param line from 1
     * @param price of one unit
     * @param amount of the line
     * @param returned units that came back
     */
    public record Line(int line, String sku, String name, int quantity, long price, long amount, int returned) {

        /** Just ordered: nothing has come back. */
        public Line(int line, String sku, String name, int quantity, long price, long amount) {
            this(line, sku, name, quantity, price, amount, 0);
        }
    }

    /** The order after a change, unless this is newer already. */
    public OrderView after(OrderChange change) {
        return change.version() <= version
                ? this
                : new OrderView(
                        id,
                        change.state(),
                        change.reason(),
                        change.detail(),
                        customerId,
                        guest,
                        customer,
                        shippingAddress,
                        currency,
                        total,
                        lines,
                        placedAt,
                        change.at(),
                        change.version());
    }
}
