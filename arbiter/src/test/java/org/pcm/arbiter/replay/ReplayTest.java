package org.pcm.arbiter.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pcm.arbiter.Audit;
import org.pcm.arbiter.AuditOptions;
import org.pcm.arbiter.Verdict;
import org.pcm.arbiter.chain.Fault;
import org.pcm.arbiter.chain.Finding;
import org.pcm.arbiter.fixture.Blocks;
import org.pcm.arbiter.fixture.Chain;
import org.pcm.arbiter.fixture.Consortium;
import org.pcm.arbiter.fixture.Host;
import org.pcm.arbiter.fixture.Submissions;
import org.pcm.cooperation.member.Founding;

/** The contract is computed again; forgers here hold the keys of enough endorsers. */
class ReplayTest {
    private static final Consortium CONSORTIUM = new Consortium();
    private static final long TIME = 1_800_000_000_000L;

    private final Chain chain = new Chain(CONSORTIUM);
    private final String ledger =
            HexFormat.of().formatHex(chain.genesisHash().toByteArray()).substring(0, 32);
    private final Host host = new Host(CONSORTIUM);
    private final Submissions registrar = new Submissions(ledger);
    private final Submissions alice = new Submissions(ledger);

    @BeforeEach
    void found() {
        Founding founding =
                new Founding(
                        ledger, 5_000, List.of(new Founding.Registrar("AMSP", registrar.key())));
        host.commit(chain, host.found(ByteString.copyFrom(founding.toJson())));
    }

    private ByteString registration() {
        return alice.submission(
                "registry",
                1,
                "[{\"do\":\"register\",\"name\":\"alice\",\"tier\":\"HPC\",\"capabilities\":[],"
                        + "\"voucher\":\""
                        + registrar.voucher("alice", "HPC", alice)
                        + "\"}]");
    }

    private ByteString opening() {
        return alice.submission(
                "lab",
                1,
                "[{\"do\":\"open\",\"terms\":{},\"pledge\":{\"milliCpu\":4000,\"memoryMib\":8192,"
                        + "\"gpus\":0}}]");
    }

    private void register() {
        host.commit(chain, host.submit("registry", TIME, registration()));
    }

    private Verdict audit() throws IOException {
        return Audit.run(Blocks.of(chain), AuditOptions.unpinned().pinnedTo(chain.genesisHash()));
    }

    private Finding forged(Consumer<Host.Result> forgery) throws IOException {
        register();
        Host.Result result = host.submit("lab", TIME + 1_000, opening());
        assertThat(result.answer.toStringUtf8()).contains("Applied");
        forgery.accept(result);
        host.commit(chain, result);
        Verdict verdict = audit();
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        Finding finding = ((Verdict.Fail) verdict).finding();
        assertThat(finding.block()).isEqualTo(3);
        assertThat(finding.transaction()).hasValue(0);
        return finding;
    }

    @Test
    void an_honest_history_passes() throws IOException {
        register();
        host.commit(chain, host.submit("lab", TIME + 1_000, opening()));
        host.commit(chain, host.submit("lab", TIME + 2_000));
        Verdict verdict = audit();
        assertThat(verdict.line()).startsWith("PASS: 5 blocks").contains("4 calls replayed");
    }

    @Test
    void a_submission_with_a_bad_signature_is_refused_in_the_replay_too() throws IOException {
        byte[] jws = registration().toByteArray();
        jws[jws.length - 20] = (byte) (jws[jws.length - 20] == 'A' ? 'B' : 'A');
        Host.Result result = host.submit("registry", TIME, ByteString.copyFrom(jws));
        assertThat(result.answer.toStringUtf8()).contains("BadSignature");
        host.commit(chain, result);
        assertThat(audit().line()).startsWith("PASS");
    }

    @Test
    void a_contract_founded_for_another_ledger_is_found() throws IOException {
        Chain other = new Chain(CONSORTIUM);
        Host elsewhere = new Host(CONSORTIUM);
        Founding founding =
                new Founding(
                        "0".repeat(32),
                        5_000,
                        List.of(new Founding.Registrar("AMSP", registrar.key())));
        elsewhere.commit(other, elsewhere.found(ByteString.copyFrom(founding.toJson())));
        Verdict verdict = Audit.run(Blocks.of(other), AuditOptions.unpinned());
        assertThat(verdict.line()).contains("key ledger").contains("another ledger");
    }

    @Nested
    class Forgeries {
        @Test
        void a_changed_page() throws IOException {
            Finding finding =
                    forged(r ->
                            r.writes.computeIfPresent("c/lab/head", (k, page) -> flipLast(page)));
            assertThat(finding.fault()).isEqualTo(Fault.WRITES);
            assertThat(finding.key()).isEqualTo("c/lab/head");
            assertThat(finding.why()).contains("differs");
        }

        @Test
        void a_page_left_out() throws IOException {
            Finding finding = forged(r -> r.writes.remove("c/lab/head"));
            assertThat(finding.fault()).isEqualTo(Fault.WRITES);
            assertThat(finding.key()).isEqualTo("c/lab/head");
        }

        @Test
        void a_page_too_many() throws IOException {
            Finding finding = forged(r -> r.writes.put("c/lab/x", ByteString.copyFromUtf8("gift")));
            assertThat(finding.fault()).isEqualTo(Fault.WRITES);
            assertThat(finding.key()).isEqualTo("c/lab/x");
        }

        @Test
        void a_page_deleted() throws IOException {
            Finding finding = forged(r -> r.writes.put("ledger", ByteString.EMPTY));
            assertThat(finding.key()).isEqualTo("ledger");
        }

        @Test
        void a_read_left_out() throws IOException {
            Finding finding = forged(r -> r.reads.remove("c/lab/head"));
            assertThat(finding.fault()).isEqualTo(Fault.READS);
            assertThat(finding.key()).isEqualTo("c/lab/head");
        }

        @Test
        void a_read_too_many() throws IOException {
            Finding finding = forged(r -> r.reads.add("c/other/head"));
            assertThat(finding.fault()).isEqualTo(Fault.READS);
            assertThat(finding.key()).isEqualTo("c/other/head");
        }

        @Test
        void another_answer() throws IOException {
            assertThat(forged(r -> r.answer = flipLast(r.answer)).fault())
                    .isEqualTo(Fault.RESPONSE);
        }

        @Test
        void another_event() throws IOException {
            assertThat(forged(r -> r.event = flipLast(r.event)).fault()).isEqualTo(Fault.EVENT);
        }

        @Test
        void no_event() throws IOException {
            assertThat(forged(r -> r.event = ByteString.EMPTY).fault()).isEqualTo(Fault.EVENT);
        }

        @Test
        void a_submission_left_out_of_the_arguments() throws IOException {
            assertThat(forged(r -> r.arguments.remove(2)).fault()).isIn(Fault.READS, Fault.WRITES);
        }

        @Test
        void a_function_that_the_contract_does_not_have() throws IOException {
            Finding finding = forged(r -> r.arguments.set(0, ByteString.copyFromUtf8("grant")));
            assertThat(finding.fault()).isEqualTo(Fault.RESPONSE);
            assertThat(finding.why()).contains("grant");
        }

        private static ByteString flipLast(ByteString bytes) {
            byte[] flipped = bytes.toByteArray();
            flipped[flipped.length - 1] ^= 1;
            return ByteString.copyFrom(flipped);
        }
    }
}
