package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.CommandWriter;
import org.pcm.cooperation.submission.Header;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.control.LaneOptions;

/** What the door turns away, each with its own code, and nothing of it on the ledger. */
@ExtendWith(TestNetwork.Extension.class)
class DoorRefusalsTest {
    private static final long FAR_MILLIS = 600_000;
    private static final byte[] NOTHING = CommandWriter.write(List.of());

    private static Gateway gateway;
    private static TestParticipant alice;
    private static String cooperation;

    @BeforeAll
    static void open(TestNetwork network, @TempDir Path folder) throws Exception {
        LaneOptions lanes = LaneOptions.DEFAULT;
        gateway =
                Gateway.start(
                        network.options(folder)
                                .withLanes(
                                        new LaneOptions(
                                                lanes.limits(), 1, 300, lanes.tickJitterMillis())));
        alice = Registered.at(gateway, "alice");
        cooperation = TestNetwork.name("coop");
        alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static Header header(String ledger, String lane, long sequence) {
        return alice.header(ledger, lane, sequence, System.currentTimeMillis() + FAR_MILLIS);
    }

    private static void refused(byte[] jws, int status, String code) throws Exception {
        HttpResponse<byte[]> answer = alice.post(jws, 0);
        Fields problem = Json.readObject(answer.body());
        assertThat(problem.text("code", 64)).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem.integer("status", 0, 999)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void text_that_is_no_submission_is_malformed() throws Exception {
        refused("{\"do\":\"join\"}".getBytes(StandardCharsets.UTF_8), 400, "Malformed");
    }

    @Test
    void a_submission_beyond_the_protocols_size_is_too_large() throws Exception {
        refused(new byte[Submission.MAX_CHARS + 1], 413, "TooLarge");
    }

    @Test
    void a_submission_for_another_ledger_is_refused() throws Exception {
        Header header = header("0".repeat(32), cooperation, 2);
        refused(alice.submission(header, NOTHING), 409, "WrongLedger");
    }

    @Test
    void a_lane_that_cannot_be_is_refused() throws Exception {
        Header header = header(alice.ledger(), "No Such Name", 1);
        refused(alice.submission(header, NOTHING), 400, "WrongCooperation");
    }

    @Test
    void a_key_that_nobody_registered_is_unknown() throws Exception {
        TestParticipant stranger = new TestParticipant("stranger", Tier.EDGE, gateway);
        refused(stranger.next(cooperation), 401, "UnknownKey");
    }

    @Test
    void a_registration_without_a_good_voucher_is_refused() throws Exception {
        TestParticipant mallory = new TestParticipant("mallory", Tier.EDGE, gateway);
        byte[] jws =
                mallory.next(
                        "registry", new Command.Register("mallory", Tier.EDGE, List.of(), "a.b.c"));
        refused(jws, 403, "BadVoucher");
    }

    @Test
    void a_stranger_can_only_open_or_join() throws Exception {
        TestParticipant bob = Registered.at(gateway, "bob");
        refused(bob.submission(cooperation, 1), 403, "NotMember");
    }

    @Test
    void nobody_joins_what_nobody_opened() throws Exception {
        byte[] join = alice.submission(TestNetwork.name("void"), 1, new Command.Join(Work.PLEDGE));
        refused(join, 404, "NoSuchCooperation");
    }

    @Test
    void a_forged_signature_is_refused() throws Exception {
        byte[] jws = alice.submission(cooperation, 2);
        int inSignature = jws.length - 40;
        jws[inSignature] = (byte) (jws[inSignature] == 'A' ? 'B' : 'A');
        refused(jws, 401, "BadSignature");
    }

    @Test
    void a_submission_that_has_expired_is_refused() throws Exception {
        Header header =
                alice.header(alice.ledger(), cooperation, 2, System.currentTimeMillis() - 1);
        refused(alice.submission(header, NOTHING), 410, "Expired");
    }

    @Test
    void other_bytes_under_a_used_sequence_are_refused() throws Exception {
        refused(alice.submission(cooperation, 1), 409, "SequenceUsed");
    }

    @Test
    void a_sequence_far_ahead_is_refused_at_once() throws Exception {
        refused(alice.submission(cooperation, 1_000_000), 409, "SequenceGap");
    }

    @Test
    void a_sequence_whose_predecessor_never_comes_is_refused_after_a_while() throws Exception {
        TestParticipant bob = Registered.at(gateway, "bob");
        byte[] second = bob.submission(cooperation, 2);
        HttpResponse<byte[]> answer = bob.post(second, 20_000);
        Fields body = Json.readObject(answer.body());
        assertThat(body.object("outcome").text("code", 64)).isEqualTo("SequenceGap");
        assertThat(body.has("cursor")).isFalse();
        String later =
                new String(
                        bob.get("/v1/submissions/" + body.text("id", 64)).body(),
                        StandardCharsets.UTF_8);
        assertThat(later).contains("\"state\":\"done\"", "SequenceGap");
    }

    @Test
    void a_sequence_that_was_refused_for_a_gap_may_come_again() throws Exception {
        TestParticipant bob = Registered.at(gateway, "bob");
        byte[] first = bob.submission(cooperation, 1, new Command.Join(Resources.NONE));
        byte[] second = bob.submission(cooperation, 2);
        assertThat(code(bob.post(second, 20_000))).isEqualTo("SequenceGap");
        assertThat(code(bob.post(first, 20_000))).isEqualTo("Applied");
        assertThat(code(bob.post(second, 20_000))).isEqualTo("Applied");
    }

    private static String code(HttpResponse<byte[]> answer) {
        return Json.readObject(answer.body()).object("outcome").text("code", 64);
    }

    @Test
    void submissions_that_overtake_each_other_are_put_in_order() throws Exception {
        TestParticipant bob = Registered.at(gateway, "bob");
        byte[] first = bob.submission(cooperation, 1, new Command.Join(Resources.NONE));
        byte[] second = bob.submission(cooperation, 2);
        assertThat(bob.post(second, 0).statusCode()).isEqualTo(202);
        assertThat(code(bob.post(first, 20_000))).isEqualTo("Applied");
        assertThat(code(bob.post(second, 20_000))).isEqualTo("Applied");
    }

    @Test
    void the_same_bytes_again_give_the_original_outcome() throws Exception {
        TestParticipant bob = Registered.at(gateway, "bob");
        byte[] join = bob.next(cooperation, new Command.Join(Resources.NONE));
        HttpResponse<byte[]> first = bob.post(join, 20_000);
        HttpResponse<byte[]> again = bob.post(join, 0);
        assertThat(again.statusCode()).isEqualTo(200);
        Fields one = Json.readObject(first.body());
        Fields two = Json.readObject(again.body());
        assertThat(two.text("cursor", 64)).isEqualTo(one.text("cursor", 64));
        assertThat(two.object("outcome").text("code", 64)).isEqualTo("Applied");
    }

    @Test
    void a_payload_that_is_no_list_uses_the_sequence() throws Exception {
        TestParticipant bob = Registered.at(gateway, "bob");
        bob.done(cooperation, new Command.Join(Resources.NONE));
        Header header =
                bob.header(bob.ledger(), cooperation, 2, System.currentTimeMillis() + FAR_MILLIS);
        byte[] broken = bob.submission(header, "{\"do\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(code(bob.post(broken, 20_000))).isEqualTo("MalformedPayload");
        assertThat(code(bob.post(bob.submission(cooperation, 3), 20_000))).isEqualTo("Applied");
    }

    @Test
    void an_unknown_submission_is_not_found() throws Exception {
        assertThat(alice.get("/v1/submissions/" + "A".repeat(43)).statusCode()).isEqualTo(404);
        assertThat(alice.get("/v1/submissions/no-id").statusCode()).isEqualTo(404);
    }

    @Test
    void a_receipt_is_signed_by_the_gateways_key() throws Exception {
        HttpResponse<byte[]> answer = alice.post(alice.submission(cooperation, 2_000), 0);
        assertThat(answer.statusCode()).isEqualTo(202);
        String receipt = Json.readObject(answer.body()).text("receipt", 4_096);
        assertThat(new GatewayKey(alice).signed(receipt)).isTrue();
    }
}
