package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final UUID ID = UUID.fromString("0f0e0d0c-0b0a-0908-0706-050403020100");

    @Test
    void anIdIsReadInEitherCase() {
        assertThat(Ids.parse("0f0e0d0c-0b0a-0908-0706-050403020100")).contains(ID);
        assertThat(Ids.parse("0F0E0D0C-0B0A-0908-0706-050403020100")).contains(ID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "7",
                "1-2-3-4-5",
                "f0e0d0c-0b0a-0908-0706-050403020100",
                "00000000f0e0d0c-b0a-908-706-50403020",
                "0f0e0d0c-0b0a-0908-0706-0504030201000",
                " 0f0e0d0c-0b0a-0908-0706-050403020100"
            })
    void whatIsNotWrittenOutIsNone(String text) {
        assertThat(Ids.parse(text)).isEmpty();
    }
}
