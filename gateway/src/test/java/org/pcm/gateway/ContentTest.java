package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Hash;
import org.pcm.gateway.information.content.ContentStore;

/** Content goes to those whom the ledger assigns to it, and to nobody else. */
@ExtendWith(TestNetwork.Extension.class)
class ContentTest {
    private static final int BYTES_MAX = 100_000;

    private static Gateway gateway;
    private static TestParticipant owner;
    private static TestParticipant holder;
    private static TestParticipant stranger;
    private static String cooperation;
    private static long jobs;

    @BeforeAll
    static void open(TestNetwork network, @TempDir Path folder) throws Exception {
        Limits limits =
                Limits.DEFAULT.withContent(new ContentStore.Limits(BYTES_MAX, 50L * BYTES_MAX, 0));
        gateway = Gateway.start(network.options(folder).withLimits(limits));
        owner = Registered.at(gateway, "owner");
        holder = Registered.at(gateway, "holder");
        stranger = Registered.at(gateway, "stranger");
        cooperation = TestNetwork.name("coop");
        owner.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
        holder.done(cooperation, new Command.Join(Work.PLEDGE));
        holder.seen = Work.ALL_SEEN;
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Hash.sha256(content));
    }

    private static int put(TestParticipant who, byte[] content) throws Exception {
        return who.send(
                        "PUT",
                        "/v1/content/" + sha256(content),
                        BodyPublishers.ofByteArray(content))
                .statusCode();
    }

    private static int status(TestParticipant who, byte[] content) throws Exception {
        return who.get("/v1/content/" + sha256(content)).statusCode();
    }

    /** A job of one task with this document, offered to the holder. */
    private static long job(byte[] document) throws Exception {
        owner.done(cooperation, Work.job(Digests.of(Hash.sha256(document))));
        return ++jobs;
    }

    private static byte[] listing(String field, byte[] content) {
        return bytes(
                "{\"" + field + "\":[{\"path\":\"x\",\"sha256\":\"" + sha256(content) + "\"}]}");
    }

    @Test
    void who_put_content_may_read_it() throws Exception {
        byte[] content = bytes("mine alone");
        assertThat(put(owner, content)).isEqualTo(204);
        HttpResponse<byte[]> read = owner.get("/v1/content/" + sha256(content));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(content);
        assertThat(status(stranger, content)).isEqualTo(404);
    }

    @Test
    void its_length_can_be_asked_for() throws Exception {
        byte[] content = bytes("how long am I");
        put(owner, content);
        HttpResponse<byte[]> head =
                owner.send("HEAD", "/v1/content/" + sha256(content), BodyPublishers.noBody());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(content.length);
    }

    @Test
    void content_of_another_digest_is_refused() throws Exception {
        String path = "/v1/content/" + sha256(bytes("something"));
        HttpResponse<byte[]> answer =
                owner.send("PUT", path, BodyPublishers.ofByteArray(bytes("something else")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void content_that_is_too_large_is_refused() throws Exception {
        assertThat(put(owner, new byte[BYTES_MAX + 1])).isEqualTo(413);
        assertThat(put(owner, new byte[BYTES_MAX])).isEqualTo(204);
    }

    @Test
    void a_token_for_another_ledger_opens_nothing() throws Exception {
        byte[] content = bytes("of this ledger");
        put(owner, content);
        for (String ledger : List.of(owner.ledger(), "0".repeat(32))) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(gateway.url() + "/v1/content/" + sha256(content)))
                            .header(
                                    "Authorization",
                                    "Bearer " + owner.token(ledger, gateway.url(), 60_000))
                            .build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(ledger.equals(owner.ledger()) ? 200 : 401);
            }
        }
    }

    @Test
    void nothing_is_had_without_a_valid_token() throws Exception {
        byte[] content = bytes("guarded");
        put(owner, content);
        TestParticipant unknown =
                new TestParticipant("unknown", owner.tier, gateway); // not registered
        assertThat(status(unknown, content)).isEqualTo(401);
        assertThat(put(unknown, bytes("more"))).isEqualTo(401);
    }

    @Test
    void who_holds_a_task_reads_its_document_and_its_inputs() throws Exception {
        byte[] input = bytes("the input");
        byte[] document = listing("inputs", input);
        put(owner, input);
        put(owner, document);
        assertThat(status(holder, document)).isEqualTo(404);
        job(document);
        assertThat(status(holder, document)).isEqualTo(200);
        assertThat(status(holder, input)).isEqualTo(200);
        assertThat(status(stranger, input)).isEqualTo(404);
    }

    @Test
    void who_rejected_a_task_reads_nothing_of_it() throws Exception {
        byte[] document = bytes("{\"command\":[\"refused\"]}");
        put(owner, document);
        String other = TestNetwork.name("coop");
        owner.done(other, new Command.Open(Terms.DEFAULT, Resources.NONE));
        holder.done(other, new Command.Join(Work.PLEDGE));
        owner.done(other, Work.job(Digests.of(Hash.sha256(document))));
        stranger.done(other, new Command.Join(Work.PLEDGE));
        holder.done(other, new Command.Reject(1, TaskSet.of(0), "NotMine"));
        assertThat(status(holder, document)).isEqualTo(404);
        assertThat(status(stranger, document)).isEqualTo(200);
    }

    @Test
    void the_owner_reads_results_and_what_they_list() throws Exception {
        byte[] document = bytes("{\"command\":[\"compute\"]}");
        byte[] output = bytes("the output");
        byte[] result = listing("outputs", output);
        put(owner, document);
        long job = job(document);
        put(holder, output);
        put(holder, result);
        holder.done(cooperation, new Command.Accept(job, TaskSet.of(0)));
        assertThat(status(owner, output)).isEqualTo(404);
        holder.done(
                cooperation,
                new Command.Complete(job, TaskSet.of(0), Digests.of(Hash.sha256(result))));
        assertThat(status(owner, result)).isEqualTo(200);
        assertThat(status(owner, output)).isEqualTo(200);
        assertThat(status(stranger, output)).isEqualTo(404);
    }

    @Test
    void an_owner_may_pass_on_what_it_was_given() throws Exception {
        byte[] first = bytes("{\"command\":[\"first\"]}");
        byte[] output = bytes("what the first task made");
        byte[] result = listing("outputs", output);
        put(owner, first);
        long job = job(first);
        put(holder, output);
        put(holder, result);
        holder.done(cooperation, new Command.Accept(job, TaskSet.of(0)));
        holder.done(
                cooperation,
                new Command.Complete(job, TaskSet.of(0), Digests.of(Hash.sha256(result))));
        byte[] second = listing("inputs", output);
        put(owner, second);
        String other = TestNetwork.name("coop");
        owner.done(other, new Command.Open(Terms.DEFAULT, Resources.NONE));
        stranger.done(other, new Command.Join(Work.PLEDGE));
        assertThat(status(stranger, output)).isEqualTo(404);
        owner.done(other, Work.job(Digests.of(Hash.sha256(second))));
        assertThat(status(stranger, output)).isEqualTo(200);
    }

    @Test
    void naming_a_strangers_content_in_a_task_opens_it_to_nobody() throws Exception {
        byte[] secret = bytes("the stranger's secret");
        put(stranger, secret);
        byte[] document = listing("inputs", secret);
        put(owner, document);
        job(document);
        assertThat(status(holder, document)).isEqualTo(200);
        assertThat(status(holder, secret)).isEqualTo(404);
        job(secret);
        assertThat(status(holder, secret)).isEqualTo(404);
    }

    @Test
    void naming_a_strangers_content_as_a_result_opens_it_to_nobody() throws Exception {
        byte[] secret = bytes("another secret");
        put(stranger, secret);
        byte[] document = bytes("{\"command\":[\"steal\"]}");
        put(owner, document);
        long job = job(document);
        holder.done(cooperation, new Command.Accept(job, TaskSet.of(0)));
        holder.done(
                cooperation,
                new Command.Complete(job, TaskSet.of(0), Digests.of(Hash.sha256(secret))));
        assertThat(status(owner, secret)).isEqualTo(404);
    }
}
