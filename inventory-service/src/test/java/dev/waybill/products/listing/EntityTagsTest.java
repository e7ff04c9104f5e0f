package dev.waybill.products.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityTagsTest {

    @Test
    void aTagIsAVersion() {
        assertThat(EntityTags.version("\"12\"")).isEqualTo(12);
        assertThat(EntityTags.version(null)).isNull();
        assertThat(EntityTags.version("W/\"12\"")).isEqualTo(-1);
        assertThat(EntityTags.version("\"12345678901234567890\"")).isEqualTo(-1);
    }

    @Test
    void anyOfSeveralTagsMayMatch() {
        assertThat(EntityTags.matches("\"1\", W/\"2\"", 2)).isTrue();
        assertThat(EntityTags.matches("*", 2)).isTrue();
        assertThat(EntityTags.matches("\"1\"", 2)).isFalse();
        assertThat(EntityTags.matches(null, 2)).isFalse();
    }
}
