package dev.waybill.letters;

import dev.waybill.delivery.letters.Casualty;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.delivery.letters.Parking;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Messages of one order that a lane parks at once: the first is at fault, and the others are behind it. */
public final class Pile {

    private final Parking parking;
    private final Mail mail;
    private final UUID order;
    private final Cause cause;
    private final List<Casualty> casualties = new ArrayList<>();

    Pile(Parking parking, Mail mail, UUID order, Cause cause) {
        this.parking = parking;
        this.mail = mail;
        this.order = order;
        this.cause = cause;
    }

    /** One more message, behind those that are in it. */
    public UUID add() {
        UUID message = UUID.randomUUID();
        casualties.add(
                new Casualty(mail.record(order, message), casualties.isEmpty() ? cause : Cause.behind(cause.group())));
        return message;
    }

    /** All of it comes; once more, if it has come before. */
    public void come() {
        parking.park(casualties);
    }
}
