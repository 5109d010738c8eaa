package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/**
 * What blocks are made of: each is compared, field by field, with the one that Fabric 3.1.5 made of
 * the same invocation, which is kept beside this class's resources.
 */
abstract class BlockCases extends ProtocolCases {
    private String shape(Transaction transaction) throws Exception {
        long number = status(transaction).getBlockNumber();
        return Shape.of(blocks().block(number));
    }

    private String shape(String function, String... args) throws Exception {
        return shape(endorsed(function, args));
    }

    private static String kept(String name) throws IOException {
        try (InputStream content =
                BlockCases.class.getResourceAsStream("shapes/" + name + ".txt")) {
            return new String(
                    Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void of_a_read_and_a_write() throws Exception {
        submitted("put", "blocks/counter", "1");

        assertThat(shape("increment", "blocks/counter")).isEqualTo(kept("read-and-write"));
    }

    @Test
    void of_a_key_that_was_missing() throws Exception {
        assertThat(shape("increment", "blocks/missing")).isEqualTo(kept("missing"));
    }

    @Test
    void of_an_event() throws Exception {
        assertThat(shape("event", "happened", "payload")).isEqualTo(kept("event"));
    }

    @Test
    void of_a_transaction_that_does_nothing() throws Exception {
        assertThat(shape("nothing")).isEqualTo(kept("nothing"));
    }

    @Test
    void of_deletions() throws Exception {
        assertThat(shape("delete", "blocks/gone")).isEqualTo(kept("deletion"));
        assertThat(shape("putAndDelete", "blocks/gone")).isEqualTo(kept("write-and-deletion"));
        assertThat(shape("put", "blocks/gone", "")).isEqualTo(kept("empty-value"));
    }

    @Test
    void of_ranges() throws Exception {
        submitted("fill", "blocks/few/", "3");
        submitted("fill", "blocks/many/", "160");

        assertThat(shape("rangeAndPut", "blocks/none/", "blocks/none0", "blocks/sum"))
                .isEqualTo(kept("range-of-none"));
        assertThat(shape("rangeAndPut", "blocks/few/", "blocks/few0", "blocks/sum"))
                .isEqualTo(kept("range-of-few"));
        assertThat(shape("rangeAndPut", "blocks/many/", "blocks/many0", "blocks/sum"))
                .isEqualTo(kept("range-of-many"));
        assertThat(shape("page", "blocks/few/", "blocks/few0", "2", "")).isEqualTo(kept("page"));
    }

    @Test
    void of_a_message_beside_a_result() throws Exception {
        assertThat(shape("status", "200", "well done")).isEqualTo(kept("message"));
    }

    @Test
    void of_what_does_not_count() throws Exception {
        submitted("put", "blocks/hot", "1");
        Transaction late = endorsed("increment", "blocks/hot");
        submitted("increment", "blocks/hot");

        assertThat(shape(late)).isEqualTo(kept("conflict"));
        assertThat(shape(endorsed(proposedTo(new String[] {"Org1MSP"}, "nothing"))))
                .isEqualTo(kept("too-few-endorsements"));
    }

    @Test
    void follow_each_other() throws Exception {
        List<TxValidationCode> codes =
                List.of(code(endorsed("nothing")), code(endorsed("nothing")));
        assertThat(codes).containsOnly(TxValidationCode.VALID);
        long height = blocks().height();

        for (long number = 1; number < height; number++) {
            Block block = blocks().block(number);
            assertThat(block.getHeader().getNumber()).isEqualTo(number);
            assertThat(block.getHeader().getPreviousHash())
                    .isEqualTo(Chain.hash(blocks().block(number - 1).getHeader()));
            assertThat(block.getHeader().getDataHash()).isEqualTo(Chain.hash(block.getData()));
        }
    }

    @Test
    void of_the_configuration() throws Exception {
        Block genesis = blocks().block(0);

        assertThat(genesis.getHeader().getPreviousHash().isEmpty()).isTrue();
        assertThat(genesis.getHeader().getDataHash()).isEqualTo(Chain.hash(genesis.getData()));
        assertThat(Shape.of(genesis.toBuilder().clearData().build())).isEqualTo(kept("genesis"));
    }
}
