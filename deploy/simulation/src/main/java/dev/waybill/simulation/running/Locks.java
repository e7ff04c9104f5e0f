package dev.waybill.simulation.running;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A database's row locks. All that a transaction wants are taken together; whoever comes later waits. */
final class Locks {

    /** A transaction's locks, held or waited for. */
    record Claim(Replica owner, List<Object> keys, Consumer<Claim> then) {}

    private final Map<Object, Claim> held = new HashMap<>();
    private final List<Claim> waiting = new ArrayList<>();

    /**
     * @param then runs as soon as the locks are had
     */
    void take(Replica owner, Collection<?> keys, Consumer<Claim> then) {
        Claim claim = new Claim(owner, List.copyOf(keys), then);
        if (!grant(claim)) {
            waiting.add(claim);
        }
    }

    boolean isHeld(Object key) {
        return held.containsKey(key);
    }

    void release(Claim claim) {
        drop(claim);
        grantWaiting();
    }

    /** The database sees that the connections of a process are gone. */
    void releaseAllOf(Replica owner) {
        waiting.removeIf(claim -> claim.owner == owner);
        held.values().removeIf(claim -> claim.owner == owner);
        grantWaiting();
    }

    private void grantWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Claim> granted = new ArrayList<>();
        for (Iterator<Claim> each = waiting.iterator(); each.hasNext(); ) {
            Claim claim = each.next();
            if (hold(claim)) {
                each.remove();
                granted.add(claim);
            }
        }
        granted.forEach(claim -> claim.owner.later(0, () -> claim.then.accept(claim)));
    }

    private boolean grant(Claim claim) {
        boolean free = hold(claim);
        if (free) {
            claim.then.accept(claim);
        }
        return free;
    }

    private boolean hold(Claim claim) {
        for (Object key : claim.keys) {
            if (held.containsKey(key)) {
                return false;
            }
        }
        claim.keys.forEach(key -> held.put(key, claim));
        return true;
    }

    private void drop(Claim claim) {
        claim.keys.forEach(key -> held.remove(key, claim));
    }
}
