package org.pcm.arbiter.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.block.Block;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.fixture.Call;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Consortium;
import org.pcm.arbiter.fixture.Submissions;
import org.pcm.cooperation.json.Json;

class BlockPrinterTest {
    private static final Consortium CONSORTIUM = new Consortium();

    private static Block block() throws Malformed {
        ByteString submission = new Submissions("0".repeat(32)).submission("lab", 7, "[]");
        Call call =
                new Call(CONSORTIUM)
                        .arguments(
                                List.of(
                                        ByteString.copyFromUtf8("submit"),
                                        ByteString.copyFromUtf8("lab"),
                                        submission))
                        .readsNothingAt("c/lab/head")
                        .writes("c/lab/head", ByteString.copyFrom(new byte[] {0, 1, 2}))
                        .answers(ByteString.copyFromUtf8("{\"version\":1}"));
        return Block.parse(new Chain(CONSORTIUM).add(call).blocks().get(1).toByteString());
    }

    @Test
    void people_see_who_did_what() throws Malformed {
        assertThat(BlockPrinter.text(block()))
                .startsWith("block 1\n")
                .contains("consenter 1, consenter 2, consenter 3")
                .contains("transaction 0   VALID")
                .contains("sender          AMSP CN=client0")
                .contains("\"sequence\":7")
                .contains("read            pcm c/lab/head, not there")
                .contains("wrote           pcm c/lab/head, 3 bytes")
                .contains("answer          200 {\"version\":1}");
    }

    @Test
    void programs_get_json() throws Malformed {
        String json = BlockPrinter.json(block());
        assertThat(Json.readObject(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isNotNull();
        assertThat(json)
                .contains("\"number\":1")
                .contains("\"code\":\"VALID\"")
                .contains("\"valueBase64\":\"AAEC\"")
                .contains("\"endorsedBy\":[\"AMSP CN=peer0");
    }

    @Test
    void a_genesis_block_prints_too() throws Malformed {
        Block genesis = Block.parse(new Chain(CONSORTIUM).blocks().get(0).toByteString());
        assertThat(BlockPrinter.text(genesis)).contains("CONFIG").contains("nobody");
    }
}
