package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** Several submissions in one request: each stands for itself. */
@ExtendWith(TestNetwork.Extension.class)
class SheafTest {
    private static final long WAIT_MILLIS = 30_000;

    private static Gateway gateway;

    @BeforeAll
    static void open(TestNetwork network, @TempDir Path folder) throws Exception {
        gateway = Gateway.start(network.options(folder));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /** Somebody who has opened a cooperation of this name. */
    private static TestParticipant opener(String cooperation) throws Exception {
        TestParticipant alice = Registered.at(gateway, "alice");
        alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
        return alice;
    }

    private static byte[] pledge(TestParticipant by, String cooperation, int size) {
        return by.next(cooperation, new Command.Pledge(new Resources(size, size, 0)));
    }

    private static HttpResponse<byte[]> post(TestParticipant by, List<byte[]> sheaf, long wait)
            throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] jws : sheaf) {
            body.write(jws);
            body.write('\n');
        }
        return by.send(
                "POST", "/v1/sheaves?wait=" + wait, BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static List<Fields> lines(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.readObject(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static long index(Fields line) {
        return line.integer("index", 0, 999);
    }

    @Test
    void each_is_kept_first_and_told_its_outcome_then() throws Exception {
        String cooperation = TestNetwork.name("coop");
        TestParticipant alice = opener(cooperation);
        List<byte[]> sheaf =
                IntStream.range(1, 6).mapToObj(i -> pledge(alice, cooperation, i)).toList();

        HttpResponse<byte[]> answer = post(alice, sheaf, WAIT_MILLIS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        List<Fields> lines = lines(answer);
        GatewayKey key = new GatewayKey(alice);
        assertThat(lines.stream().map(SheafTest::index))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 0L, 1L, 2L, 3L, 4L);
        assertThat(lines.subList(0, 5))
                .allSatisfy(line -> assertThat(key.signed(line.text("receipt", 4_096))).isTrue());
        assertThat(lines.subList(5, 10))
                .allSatisfy(line ->
                        assertThat(line.object("outcome").text("code", 64)).isEqualTo("Applied"));
    }

    @Test
    void a_bad_one_does_the_others_no_harm() throws Exception {
        String cooperation = TestNetwork.name("coop");
        TestParticipant alice = opener(cooperation);
        byte[] forged = pledge(alice, cooperation, 9);
        int inSignature = forged.length - 40;
        forged[inSignature] = (byte) (forged[inSignature] == 'A' ? 'B' : 'A');
        byte[] good = alice.submission(cooperation, 2, new Command.Pledge(Work.PLEDGE));
        byte[] junk = "junk".getBytes(StandardCharsets.US_ASCII);

        List<Fields> lines = lines(post(alice, List.of(forged, junk, good), WAIT_MILLIS));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).text("code", 64)).isEqualTo("BadSignature");
        assertThat(lines.get(0).integer("status", 0, 999)).isEqualTo(401);
        assertThat(lines.get(1).text("code", 64)).isEqualTo("Malformed");
        assertThat(lines.get(2).has("receipt")).isTrue();
        assertThat(index(lines.get(3))).isEqualTo(2);
        assertThat(lines.get(3).object("outcome").text("code", 64)).isEqualTo("Applied");
    }

    @Test
    void the_same_sheaf_again_gives_the_same_outcomes() throws Exception {
        String cooperation = TestNetwork.name("coop");
        TestParticipant alice = opener(cooperation);
        List<byte[]> sheaf = List.of(pledge(alice, cooperation, 1), pledge(alice, cooperation, 2));
        List<Fields> first = lines(post(alice, sheaf, WAIT_MILLIS));

        List<Fields> again = lines(post(alice, sheaf, 0));

        assertThat(again).hasSize(2);
        assertThat(again.stream().map(line -> line.text("cursor", 64)))
                .isEqualTo(
                        first.subList(2, 4).stream().map(line -> line.text("cursor", 64)).toList());
    }

    @Test
    void one_that_is_not_waited_for_is_asked_for_later() throws Exception {
        String cooperation = TestNetwork.name("coop");
        TestParticipant alice = opener(cooperation);

        List<Fields> lines = lines(post(alice, List.of(pledge(alice, cooperation, 1)), 0));

        assertThat(lines).hasSize(1);
        String id = lines.getFirst().text("id", 64);
        Until.holds(
                "the outcome",
                () ->
                        Json.readObject(alice.get("/v1/submissions/" + id).body())
                                .text("state", 16)
                                .equals("done"));
    }

    @Test
    void a_sheaf_has_its_bounds() throws Exception {
        TestParticipant alice = opener(TestNetwork.name("coop"));
        byte[] junk = "junk".getBytes(StandardCharsets.US_ASCII);

        assertThat(post(alice, Collections.nCopies(129, junk), 0).statusCode()).isEqualTo(400);
        assertThat(post(alice, List.of(), 0).statusCode()).isEqualTo(400);
        assertThat(post(alice, List.of(new byte[1 << 20]), 0).statusCode()).isEqualTo(413);
    }
}
