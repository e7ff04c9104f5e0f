package dev.waybill.orders.placing;

import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.http.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who places an order. Unlike the {@link Caller}, it may be asked on any thread.
 *
 * @param customer whom alone the caller may order for; null if for anybody
 * @param setsPrices whether a stated price is the price, whatever the catalogue says
 */
record Orderer(String tenant, @Nullable String customer, boolean setsPrices) {

    static Orderer of(Caller caller) {
        return new Orderer(caller.tenant(), caller.isStaff() ? null : caller.subject(), caller.is(Role.PRICING));
    }

    /**
     * The draft as this caller's.
     *
     * @throws ProblemException 403, if it is for somebody else
     */
    OrderDraft own(OrderDraft draft) {
        if (customer == null || customer.equals(draft.customerId())) {
            return draft;
        }
        if (draft.customerId() != null) {
            throw Problem.of(
                            403,
                            "not-your-customer",
                            "Not allowed",
                            "The token is for customer \"%s\"; /customer/id must be that, or absent."
                                    .formatted(customer))
                    .toException();
        }
        return new OrderDraft(
                customer,
                draft.customer(),
                draft.shippingAddress(),
                draft.currency(),
                draft.paymentToken(),
                draft.lines());
    }
}
