package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Hash;
import org.pcm.cooperation.submission.KeyBytes;
import org.pcm.cooperation.submission.Submission;
import org.pcm.gateway.control.LaneOptions;
import org.pcm.gateway.information.signature.Checks;
import org.pcm.gateway.information.signature.Jws;

/** A gateway's folder is copied while it runs, and another gateway goes on with the copy. */
@ExtendWith(TestNetwork.Extension.class)
class BackupTest {
    private static final int WAITING = 10;
    private static final int BEFORE = 20;
    private static final byte[] CONTENT = "kept by the gateway".getBytes(StandardCharsets.UTF_8);
    private static final String PATH =
            "/v1/content/" + HexFormat.of().formatHex(Hash.sha256(CONTENT));

    @TempDir Path folder;
    private final TestNetwork network;
    private final String cooperation = TestNetwork.name("coop");
    private Path copy;

    BackupTest(TestNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void nameCopy() {
        copy = folder.resolve("copies/monday");
    }

    /** Holds what came too early for a long time, so that something surely waits in the queue. */
    private Gateway start(Path data) throws Exception {
        LaneOptions usual = LaneOptions.DEFAULT;
        return Gateway.start(
                network.options(data)
                        .withLanes(
                                new LaneOptions(
                                        usual.limits(),
                                        usual.lingerMillis(),
                                        300_000,
                                        usual.tickJitterMillis())));
    }

    /** What somebody sent, and the receipts for it. */
    private record Sent(TestParticipant by, List<byte[]> submissions, List<String> receipts) {
        Sent(TestParticipant by) {
            this(by, new ArrayList<>(), new ArrayList<>());
        }

        void send(byte[] submission) throws Exception {
            HttpResponse<byte[]> answer = by.post(submission, 0);
            assertThat(answer.statusCode()).isIn(200, 202);
            submissions.add(submission);
            receipts.add(Json.readObject(answer.body()).text("receipt", 8_192));
        }

        List<String> ids() {
            return submissions.stream().map(jws -> Submission.parse(jws).id()).toList();
        }
    }

    private byte[] next(TestParticipant who) {
        return who.next(cooperation, new Command.Pledge(Work.PLEDGE));
    }

    private Sent open(Gateway gateway) throws Exception {
        TestParticipant alice = Registered.at(gateway, "alice");
        alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
        assertThat(alice.send("PUT", PATH, BodyPublishers.ofByteArray(CONTENT)).statusCode())
                .isEqualTo(204);
        return new Sent(alice);
    }

    /** Sends what the gateway can only keep, because one before it is withheld. */
    private byte[] sendAllButTheFirst(Sent sent) throws Exception {
        byte[] withheld = next(sent.by);
        for (int i = 0; i < WAITING; i++) {
            sent.send(next(sent.by));
        }
        return withheld;
    }

    @Test
    void nothing_that_was_answered_is_lost_or_doubled() throws Exception {
        Sent alice;
        Sent bob;
        byte[] withheld;
        int answered;
        try (Gateway gateway = start(folder.resolve("data"))) {
            alice = open(gateway);
            bob = new Sent(Registered.at(gateway, "bob"));
            bob.by.done(cooperation, new Command.Join(Work.PLEDGE));
            withheld = sendAllButTheFirst(alice);
            answered = backUpWhile(bob);
        }
        assertThat(copy.toFile().list())
                .containsExactlyInAnyOrder("queue", "gateway.key", "content");
        assertThat(bob.submissions).hasSizeGreaterThan(answered);
        try (Gateway restored = start(copy)) {
            alice.by.use(restored.url());
            bob.by.use(restored.url());
            awaitRead(alice.by);
            awaitRead(bob.by);
            for (byte[] late : bob.submissions.subList(answered, bob.submissions.size())) {
                assertThat(bob.by.post(late, 0).statusCode()).isIn(200, 202);
            }
            assertThat(alice.by.post(withheld, 0).statusCode()).isEqualTo(202);
            List<String> ids = new ArrayList<>(alice.ids());
            ids.addAll(bob.ids());
            tookEffectOnce(alice.by, ids, 3 + ids.size());
            servesContent(restored, alice.by);
            verify(alice.by, alice.receipts);
            verify(alice.by, bob.receipts);
        }
    }

    /** Takes the copy while somebody sends; says how many were answered before. */
    private int backUpWhile(Sent sent) throws Exception {
        CountDownLatch begun = new CountDownLatch(BEFORE);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Boolean> sending =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        while (!enough.get()) {
                            sent.send(next(sent.by));
                            begun.countDown();
                        }
                        sent.send(next(sent.by));
                        return true;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(GatewayBackup.take(folder.resolve("data"), copy)).isPositive();
        enough.set(true);
        assertThat(sending.get(60, TimeUnit.SECONDS)).isTrue();
        return BEFORE;
    }

    @Test
    void an_old_copy_is_put_right_by_the_ledger() throws Exception {
        Sent alice;
        byte[] withheld;
        try (Gateway gateway = start(folder.resolve("data"))) {
            alice = open(gateway);
            withheld = sendAllButTheFirst(alice);
            GatewayBackup.take(folder.resolve("data"), copy);
            assertThat(alice.by.post(withheld, 0).statusCode()).isEqualTo(202);
            tookEffectOnce(alice.by, alice.ids(), 2 + alice.ids().size());
        }
        try (Gateway restored = start(copy)) {
            alice.by.use(restored.url());
            awaitRead(alice.by);
            alice.by.done(cooperation, new Command.Pledge(Work.PLEDGE));
            tookEffectOnce(alice.by, alice.ids(), 3 + alice.ids().size());
            for (byte[] again : alice.submissions) {
                HttpResponse<byte[]> answer = alice.by.post(again, 0);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Applied");
            }
        }
    }

    /** The gateway fetches the blocks again, and has come as far as this member's entry. */
    private void awaitRead(TestParticipant member) throws Exception {
        String entry = "/v1/cooperations/" + cooperation + "/members/" + member.name;
        Until.holds("the ledger is read", () -> member.get(entry).statusCode() == 200);
    }

    private void tookEffectOnce(TestParticipant asker, List<String> ids, int outcomes)
            throws Exception {
        List<String> all = new LaneLog(asker, cooperation).dataOf("Outcome", outcomes);
        for (String id : ids) {
            assertThat(all)
                    .filteredOn(data -> data.contains(id) && data.contains("\"Applied\""))
                    .as("outcomes of %s", id)
                    .hasSize(1);
        }
    }

    private static void servesContent(Gateway gateway, TestParticipant owner) throws Exception {
        assertThat(owner.get(PATH).body()).isEqualTo(CONTENT);
        TestParticipant stranger = Registered.at(gateway, "stranger");
        assertThat(stranger.get(PATH).statusCode()).isEqualTo(404);
    }

    /** Receipts are signed with the key that the gateway shows now. */
    private static void verify(TestParticipant asker, List<String> receipts) throws Exception {
        Fields shown = Json.readObject(asker.get("/v1/ledger").body()).object("gateway");
        byte[] key = KeyBytes.readJwk(shown.object("jwk"));
        for (String receipt : receipts) {
            Jws jws = Jws.parse(receipt).orElseThrow();
            assertThat(jws.signedBy(key, Checks.ES256)).isTrue();
        }
    }

    @Test
    void a_copy_is_for_its_owner_alone_and_overwrites_nothing() throws Exception {
        Path data = folder.resolve("data");
        try (Gateway gateway = start(data)) {
            assertThat(gateway.url()).isNotEmpty();
            GatewayBackup.take(data, copy);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> GatewayBackup.take(data, copy))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> GatewayBackup.take(folder, folder.resolve("other")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("is " + folder + " a gateway's?");
    }
}
