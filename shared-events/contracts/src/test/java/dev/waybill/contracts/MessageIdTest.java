package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageIdTest {

    private static final UUID SAGA = Examples.SAGA;
    private static final Request ANY = new Request(SAGA, "reserve-stock", 1, 0);

    @Test
    void sayingItAgainIsSayingItUnderTheSameId() {
        Request again = new Request(UUID.fromString(SAGA.toString()), "reserve-stock", 1, 0);

        assertThat(MessageId.of(MessageType.RESERVE_STOCK, again))
                .isEqualTo(MessageId.of(MessageType.RESERVE_STOCK, ANY));
    }

    @Test
    void anotherTypeOrRequestIsAnotherId() {
        List<UUID> ids = Stream.concat(
                        Stream.of(
                                        ANY,
                                        new Request(Examples.ORDER, "reserve-stock", 1, 0),
                                        new Request(SAGA, "commit-stock", 1, 0),
                                        new Request(SAGA, "reserve-stock", 2, 0),
                                        new Request(SAGA, "reserve-stock", 1, 1))
                                .map(request -> MessageId.of(MessageType.RESERVE_STOCK, request)),
                        Stream.of(
                                MessageId.of(MessageType.RELEASE_STOCK, ANY),
                                MessageId.of(MessageType.RESERVE_STOCK, SAGA)))
                .toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(7);
    }

    /** A release that made other ids would let repeats of its forerunner's messages through. */
    @Test
    void theIdsOfEarlierReleasesStay() {
        assertThat(MessageId.of(MessageType.RESERVE_STOCK, ANY)).hasToString("0a5288a2-8661-3891-8c7a-8c19b88e109b");
        assertThat(MessageId.of(MessageType.ORDER_CONFIRMED, SAGA)).hasToString("e6970342-e71f-35b2-b429-0fc8462dc2a0");
    }

    @Test
    void anIdIsANameBasedUuid() {
        UUID id = MessageId.of(MessageType.ORDER_CONFIRMED, SAGA);

        assertThat(id.version()).isEqualTo(3);
        assertThat(id.variant()).isEqualTo(2);
    }
}
