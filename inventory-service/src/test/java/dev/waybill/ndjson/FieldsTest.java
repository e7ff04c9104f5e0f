package dev.waybill.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void whatIsRightIsRead() throws Exception {
        Fields fields = fields("""
                {"sku":"85123A","name":"Zoë's 🕯","price":9007199254740993,"currency":"GBP","active":false}
                """);
        assertThat(fields.sku()).isEqualTo("85123A");
        assertThat(fields.text("name", 7)).isEqualTo("Zoë's 🕯");
        assertThat(fields.wholeNumber("price", 0, Long.MAX_VALUE)).isEqualTo(9_007_199_254_740_993L);
        assertThat(fields.currency("currency")).isEqualTo("GBP");
        assertThat(fields.flag("active")).isFalse();
        fields.check();
    }

    @Test
    void eachRuleRefusesWhatBreaksIt() throws Exception {
        assertThat(refused("{}", fields -> fields.text("name", 5))).isEqualTo("/name");
        assertThat(refused("{\"name\":5}", fields -> fields.text("name", 5))).isEqualTo("/name");
        assertThat(refused("{\"name\":\"  \"}", fields -> fields.text("name", 5)))
                .isEqualTo("/name");
        assertThat(refused("{\"name\":\"sixsix\"}", fields -> fields.text("name", 5)))
                .isEqualTo("/name");
        assertThat(refused("{\"name\":\"a\\u0000\"}", fields -> fields.text("name", 5)))
                .isEqualTo("/name");
        assertThat(refused("{\"name\":\"a\\ud83d\"}", fields -> fields.text("name", 5)))
                .isEqualTo("/name");
        assertThat(refused("{\"price\":1.5}", fields -> fields.wholeNumber("price", 0, 9)))
                .isEqualTo("/price");
        assertThat(refused("{\"price\":\"1\"}", fields -> fields.wholeNumber("price", 0, 9)))
                .isEqualTo("/price");
        assertThat(refused("{\"price\":10}", fields -> fields.wholeNumber("price", 0, 9)))
                .isEqualTo("/price");
        assertThat(refused("{\"price\":99999999999999999999}", fields -> fields.wholeNumber("price", 0, 9)))
                .isEqualTo("/price");
        assertThat(refused("{\"active\":\"yes\"}", fields -> fields.flag("active")))
                .isEqualTo("/active");
        assertThat(refused("{\"currency\":\"gbp\"}", fields -> fields.currency("currency")))
                .isEqualTo("/currency");
    }

    @Test
    void onlyAnObjectHasFields() {
        assertThatThrownBy(() -> fields("[]")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Fields.of(null)).isInstanceOf(ProblemException.class);
    }

    private static String refused(String json, Consumer<Fields> read) throws Exception {
        Fields fields = fields(json);
        read.accept(fields);
        ProblemException refusal = catchThrowableOfType(ProblemException.class, fields::check);
        assertThat(refusal).as(json).isNotNull();
        List<Problem.FieldError> errors = refusal.problem().errors();
        assertThat(errors).hasSize(1);
        return errors.getFirst().pointer();
    }

    private static Fields fields(String json) throws Exception {
        return Fields.of(new JsonMapper().readTree(json));
    }
}
