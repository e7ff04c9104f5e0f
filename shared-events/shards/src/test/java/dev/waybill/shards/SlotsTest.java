package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SlotsTest {

    /** Stored ids and partitions depend on these numbers: a change here is a change of every customer's shard. */
    @Test
    void neverChanges() {
        assertThat(Slots.ofCustomer("acme", "17850")).isEqualTo(764);
        assertThat(Slots.ofCustomer("", "")).isEqualTo(849);
        assertThat(Slots.ofCustomer("café", "Zoë")).isEqualTo(115);
        assertThat(Slots.ofSku("acme", "85123A")).isEqualTo(201);
    }

    /** The check value of CRC-32C's definition: another language's library must give it too. */
    @Test
    void restsOnTheStandardHash() {
        CRC32C crc = new CRC32C();
        crc.update("123456789".getBytes(StandardCharsets.US_ASCII));
        assertThat(crc.getValue()).isEqualTo(0xE3069283L);
    }

    @Test
    void tellsTenantAndKeyApart() {
        assertThat(Slots.ofCustomer("ab", "c")).isNotEqualTo(Slots.ofCustomer("a", "bc"));
    }

    @Test
    void spreadsCustomersWithNeighbouringNumbersEvenly() {
        int[] perShard = new int[4];
        int[] perSlot = new int[Slots.COUNT];
        IntStream.range(10_000, 51_000).forEach(customer -> {
            int slot = Slots.ofCustomer("acme", String.valueOf(customer));
            perShard[slot / 1024]++;
            perSlot[slot]++;
        });
        assertThat(Arrays.stream(perShard)).allMatch(count -> count > 9_700 && count < 10_800);
        assertThat(Arrays.stream(perSlot)).allMatch(count -> count < 40);
    }
}
