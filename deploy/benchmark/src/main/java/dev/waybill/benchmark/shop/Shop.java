package dev.waybill.benchmark.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What {@link ShopServer} puts on the network. Each call may block: it has a virtual thread of its own. */
public interface Shop extends AutoCloseable {

    /**
     * Returns when the order is stored.
     *
     * @throws KeyReusedException for another order under a key that has made one
     */
    Placed place(NewOrder order) throws SQLException;

    Optional<OrderView> find(UUID id) throws SQLException;

    /** How many orders have something left to be done, if it is only to capture their money. */
    long open() throws SQLException;

    void putOnSale(List<Goods> goods) throws SQLException;

    @Override
    void close();

    /**
     * @param decision completed when the order is confirmed or rejected; never exceptionally
     */
    record Placed(UUID id, CompletableFuture<OrderView> decision) {}

    /**
     * @param state {@code PROCESSING}, {@code CONFIRMED} or {@code REJECTED}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderView(UUID id, String state, @Nullable String reason) {
        public boolean isDecided() {
            return !state.equals("PROCESSING");
        }
    }

    /** Another order came under a key that has made one. */
    final class KeyReusedException extends RuntimeException {
        public KeyReusedException() {
            super("the key has made another order");
        }
    }
}
