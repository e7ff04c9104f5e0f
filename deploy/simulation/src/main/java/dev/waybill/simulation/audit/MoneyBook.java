package dev.waybill.simulation.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Money as the provider moved it, and as the ledger says: per order, in minor units. */
public final class MoneyBook {

    private static final class Account {
        long held;
        long captured;
        long voided;
        long refunded;
        boolean over;
        final Map<String, Long> booked = new HashMap<>();

        long booked(String kind) {
            return booked.getOrDefault(kind, 0L);
        }
    }

    private final Complaints complaints;
    private final Map<UUID, Account> accounts = new HashMap<>();
    private final Set<UUID> transfers = new HashSet<>();

    MoneyBook(Complaints complaints) {
        this.complaints = complaints;
    }

    private Account of(UUID order) {
        return accounts.computeIfAbsent(order, any -> new Account());
    }

    public void held(UUID order, long amount) {
        Account account = of(order);
        complaints.require(
                account.held == account.captured + account.voided, order, () -> "its money is held a second time: %d"
                        .formatted(amount));
        complaints.require(!account.over, order, () -> "is over, and its money is held: %d".formatted(amount));
        account.held += amount;
    }

    public void captured(UUID order, long amount) {
        Account account = of(order);
        account.captured += amount;
        requirePossible(order, account, "captured " + amount);
    }

    public void voided(UUID order, long amount) {
        Account account = of(order);
        account.voided += amount;
        requirePossible(order, account, "voided " + amount);
    }

    public void refunded(UUID order, long amount) {
        Account account = of(order);
        account.refunded += amount;
        requirePossible(order, account, "refunded " + amount);
    }

    private void requirePossible(UUID order, Account account, String what) {
        complaints.require(
                account.captured + account.voided <= account.held && account.refunded <= account.captured,
                order,
                () -> "%s, which makes %d held, %d captured, %d voided, %d refunded"
                        .formatted(what, account.held, account.captured, account.voided, account.refunded));
    }

    void requireNothingHeld(UUID order, String state) {
        Account account = of(order);
        account.over = true;
        complaints.require(account.held == account.voided, order, () -> "is %s, and %d are held"
                .formatted(state, account.held - account.voided));
    }

    /** A line of the ledger. */
    public void booked(UUID order, UUID transfer, String kind, long amount) {
        complaints.require(transfers.add(transfer), order, () -> "transfer %s was booked twice".formatted(transfer));
        of(order).booked.merge(kind, amount, Long::sum);
    }

    /**
     * At the end.
     *
     * @param paid what the shop shall have taken
     * @param back what it shall have given back of that
     */
    void require(UUID order, long paid, long back) {
        Account account = of(order);
        complaints.require(
                account.captured - account.refunded == paid - back && account.captured >= paid,
                order,
                () -> "of its money %d was captured and %d refunded, but %d and %d were due"
                        .formatted(account.captured, account.refunded, paid, back));
        complaints.require(
                account.held == account.captured + account.voided,
                order,
                () -> "%d are still held: %d held, %d captured, %d voided"
                        .formatted(
                                account.held - account.captured - account.voided,
                                account.held,
                                account.captured,
                                account.voided));
        boolean agree = account.booked("AUTHORIZE") == account.held
                && account.booked("CAPTURE") == account.captured
                && account.booked("VOID") == account.voided
                && account.booked("REFUND") == account.refunded;
        complaints.require(
                agree, order, () -> "the ledger has %s, which is not what was moved".formatted(account.booked));
    }
}
