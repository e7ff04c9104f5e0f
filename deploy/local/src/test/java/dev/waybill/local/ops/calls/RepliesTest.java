package dev.waybill.local.ops.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Reply.Away;
import dev.waybill.local.ops.calls.Reply.Came;
import dev.waybill.local.ops.calls.Reply.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final Came CAME = new Came("order-service", NOTHING);

    @Test
    void theMostSeriousIsTheExitCode() {
        assertThat(exit(CAME)).isZero();
        assertThat(exit(CAME, refused(404))).isEqualTo(1);
        assertThat(exit(refused(500))).isEqualTo(1);
        assertThat(exit(refused(409), refused(422))).isEqualTo(2);
        assertThat(exit(refused(422), new Away("payment-service", "gone"))).isEqualTo(3);
        assertThat(exit(CAME, refused(503))).isEqualTo(3);
    }

    @Test
    void aShardThatIsAwayIsMissing() {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("notAsked").add("orders_1");

        assertThat(exit(new Came("order-service", list))).isEqualTo(3);
    }

    @Test
    void onceSomebodyHasItItIsNoMatterWhoHasNot() {
        assertThat(new Replies(List.of(CAME, refused(404), refused(409)))
                        .ofThoseThatCan()
                        .exit())
                .isEqualTo(Exit.DONE);
        assertThat(new Replies(List.of(CAME, refused(403))).ofThoseThatCan().exit())
                .isEqualTo(Exit.PROBLEM);
        assertThat(new Replies(List.of(refused(404))).ofThoseThatCan().exit()).isEqualTo(Exit.PROBLEM);
    }

    private static int exit(Reply... replies) {
        return new Replies(List.of(replies)).exit().code();
    }

    private static Refused refused(int status) {
        return new Refused("inventory-service", status, NOTHING);
    }
}
