package dev.waybill.http;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, by the bearer token. */
@RequestScoped
public class Caller {

    private static final int LONGEST_NAME = 100;

    private final JsonWebToken token;
    private final SecurityIdentity identity;

    Caller(JsonWebToken token, SecurityIdentity identity) {
        this.token = token;
        this.identity = identity;
    }

    /**
     * The shop that the caller belongs to.
     *
     * @throws ProblemException 403, if the token names none
     */
    public String tenant() {
        Object tenant = token.getClaim("tenant");
        if (tenant instanceof String name && isName(name) && !name.contains("/")) {
            return name;
        }
        throw Problem.of(403, "no-tenant", "Not allowed", "The token's claim 'tenant' names no shop.")
                .toException();
    }

    /**
     * The token's {@code sub}: for the role customer, the customer's id.
     *
     * @throws ProblemException 403, if the token names nobody
     */
    public String subject() {
        String subject = token.getSubject();
        if (subject != null && isName(subject)) {
            return subject;
        }
        throw Problem.of(403, "no-subject", "Not allowed", "The token's claim 'sub' names nobody.")
                .toException();
    }

    /** A signature makes a claim genuine, not fit for a key of the database. */
    private static boolean isName(String claim) {
        return !claim.isBlank()
                && claim.length() <= LONGEST_NAME
                && claim.chars().noneMatch(Character::isISOControl);
    }

    public boolean is(Role role) {
        return identity.hasRole(role.claim());
    }

    /** Whether the caller may act for any customer of the shop. */
    public boolean isStaff() {
        return is(Role.SERVICE) || is(Role.OPS) || is(Role.PRICING);
    }
}
