package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardSettingsTest {

    private static final SlotRange ALL = new SlotRange(0, 4095);

    @Test
    void readsAUrl() {
        ShardSettings settings = shard("postgresql://waybill:s3%40cret@db.example:6432/orders_0");
        assertThat(settings.host()).isEqualTo("db.example");
        assertThat(settings.port()).isEqualTo(6432);
        assertThat(settings.database()).isEqualTo("orders_0");
        assertThat(settings.user()).isEqualTo("waybill");
        assertThat(settings.password()).isEqualTo("s3@cret");
        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/orders_0");
        assertThat(shard("postgresql://u:p@h/d").port()).isEqualTo(5432);
    }

    @Test
    void keepsThePasswordToItself() {
        assertThat(shard("postgresql://waybill:hush@db/orders_0").toString())
                .isEqualTo("db:5432/orders_0 (slots 0-4095)");
    }

    @Test
    void namesAWrongUrlWithoutItsPassword() {
        for (String url : List.of(
                "mysql://waybill:hush@db/orders_0",
                "postgresql://waybill:hush@db",
                "postgresql://waybill:hush@db/",
                "postgresql://waybill:hu:sh@/orders_0",
                "postgresql://waybill:hush/hush@db/orders_0",
                "postgresql://waybill:hush hush@db/orders_0",
                "postgresql://waybill:hush@hush@db:x/orders_0",
                "postgresql://waybill:hush")) {
            Throwable refusal = catchThrowable(() -> shard(url));
            assertThat(refusal).as(url).isInstanceOf(IllegalArgumentException.class);
            assertThat(refusal).hasMessageContaining("waybill:…").hasNoCause();
            assertThat(refusal.getMessage()).doesNotContain("hush", "hu:sh");
        }
    }

    @Test
    void refusesAPoolOfNoneAndADeadlineOfNoTime() {
        String url = "postgresql://u:p@h/d";
        assertThatThrownBy(() -> new ShardSettings(url, ALL, 0, Duration.ofSeconds(1)))
                .hasMessageContaining("was 0");
        assertThatThrownBy(() -> new ShardSettings(url, ALL, 1, Duration.ZERO)).hasMessageContaining("PT0S");
    }

    private static ShardSettings shard(String url) {
        return new ShardSettings(url, ALL, 6, Duration.ofSeconds(5));
    }
}
