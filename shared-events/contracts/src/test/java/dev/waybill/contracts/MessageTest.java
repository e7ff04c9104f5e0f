package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTest {

    @ParameterizedTest
    @EnumSource
    void aNameOnTheWireIsFoundBothWays(MessageType type) {
        assertThat(MessageType.named(type.wireName())).isEqualTo(type);
        assertThat(MessageType.of(Examples.of(type))).isEqualTo(type);
    }

    @Test
    void namesAreOwnerNameVersionAndDiffer() {
        assertThat(Arrays.stream(MessageType.values()).map(MessageType::wireName))
                .doesNotHaveDuplicates()
                .allMatch(
                        name -> name.matches("waybill\\.(order|inventory|payment)\\.[a-z]+(-[a-z]+)+\\.v[1-9][0-9]*"));
    }

    @ParameterizedTest
    @EnumSource
    void theSubjectAndKeyAreTheOrderOrTheProduct(MessageType type) {
        Message message = Examples.of(type);
        boolean product = message instanceof ProductChanged;

        assertThat(message.subject()).isEqualTo(product ? "85123A" : Examples.ORDER.toString());
        assertThat(message.key()).isEqualTo(product ? "demo/85123A" : Examples.ORDER.toString());
    }

    @Test
    void linesAreNotChangedFromOutside() {
        List<StockLine> lines = new ArrayList<>(List.of(new StockLine("85123A", 6)));
        var command = new InventoryCommand.ReserveStock(
                new Request(Examples.SAGA, "reserve-stock", 1, 0), "demo", Examples.ORDER, lines);
        lines.clear();

        assertThat(command.lines()).hasSize(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, "GBP"));
        assertThatIllegalArgumentException().isThrownBy(() -> new StockLine("85123A", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(Examples.SAGA, "reserve-stock", 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(Examples.SAGA, "reserve-stock", 1, -1));
        assertThatNullPointerException().isThrownBy(() -> new Money(1, null)).withMessage("currency");
    }
}
