package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.cooperation.submission.Submission;
import org.pcm.devnode.Devnode;

/** A submission on which the contract breaks holds up nobody for ever, and is refused for good. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class PoisonTest {
    private static final int EACH = 9;

    /** Those while the batch is halved and then one submission tried alone, four times. */
    private static final int FAILURES = 14;

    private JavaProcess chaincode;
    private Devnode node;
    private Path broken;
    private Gateway.Options options;
    private String cooperation = "";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broken = folder.resolve("broken");
        chaincode = new JavaProcess(PoisonableChaincode.class, "pcm", broken.toString());
        node =
                Devnode.start(
                        Devnode.Options.in(folder.resolve("node"))
                                .withChaincode("pcm", chaincode.address()));
        assertThat(node.awaitChaincode("pcm", Duration.ofSeconds(60))).isTrue();
        Path registrar = folder.resolve("registrar.key");
        Founding.found(
                node.profile("pcm"),
                TestNetwork.CLOCK_ERROR_MILLIS,
                List.of(Founding.registrar("Org1", registrar)));
        options =
                Gateway.Options.of(folder.resolve("gateway"), node.profile("pcm"))
                        .withRegistrarKey(registrar);
    }

    @AfterAll
    void stop() throws Exception {
        node.close();
        chaincode.close();
    }

    @BeforeEach
    void name() {
        cooperation = TestNetwork.name("coop");
    }

    private List<TestParticipant> members(Gateway gateway, int count) throws Exception {
        List<TestParticipant> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestParticipant member = Registered.at(gateway, "member");
            Command first =
                    i == 0
                            ? new Command.Open(Terms.DEFAULT, Resources.NONE)
                            : new Command.Join(Resources.NONE);
            member.done(cooperation, first);
            members.add(member);
        }
        return members;
    }

    private byte[] pledge(TestParticipant member, long milliCpu) {
        return member.next(cooperation, new Command.Pledge(new Resources(milliCpu, 1, 0)));
    }

    private static String queued(TestParticipant member, byte[] jws) throws Exception {
        assertThat(member.post(jws, 0).statusCode()).isEqualTo(202);
        return Submission.parse(jws).id();
    }

    /** Several of each member, which queue up behind the first. */
    private List<String> pledges(List<TestParticipant> members) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= EACH; i++) {
            for (TestParticipant member : members) {
                ids.add(queued(member, pledge(member, 1_000L * i)));
            }
        }
        return ids;
    }

    private static String outcome(TestParticipant asker, String id) throws Exception {
        Until.holds("the outcome of " + id, () -> text(asker, id).contains("\"outcome\""));
        return text(asker, id);
    }

    private static String text(TestParticipant asker, String id) throws Exception {
        HttpResponse<byte[]> answer = asker.get("/v1/submissions/" + id);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void allApplied(TestParticipant asker, List<String> ids) throws Exception {
        for (String id : ids) {
            assertThat(outcome(asker, id)).contains("\"Applied\"");
        }
    }

    @Test
    void it_is_refused_and_everybody_elses_take_effect_even_after_a_restart() throws Exception {
        String poison;
        TestParticipant mallory;
        try (Gateway gateway = Gateway.start(options)) {
            List<TestParticipant> members = members(gateway, 4);
            mallory = members.getLast();
            poison = queued(mallory, pledge(mallory, PoisonableChaincode.POISON));
            allApplied(mallory, pledges(members.subList(0, 3)));

            assertThat(outcome(mallory, poison)).contains("\"ContractBroke\"", "poison");
        }
        try (Gateway again = Gateway.start(options)) {
            mallory.use(again.url());
            assertThat(outcome(mallory, poison)).contains("\"ContractBroke\"");
            byte[] next =
                    mallory.submission(
                            cooperation, 2, new Command.Pledge(new Resources(1_000, 1, 0)));
            String answer = new String(mallory.post(next, 20_000).body(), StandardCharsets.UTF_8);
            assertThat(answer).contains("\"Applied\"");
        }
    }

    @Test
    void a_contract_that_is_broken_for_everything_refuses_nobody() throws Exception {
        try (Gateway gateway = Gateway.start(options)) {
            List<TestParticipant> members = members(gateway, 2);
            Files.createFile(broken);
            List<String> ids = pledges(members);
            TestParticipant asker = members.getFirst();
            Until.holds("it failed often", () -> Files.size(broken) >= FAILURES);
            Files.delete(broken);

            allApplied(asker, ids);
        } finally {
            Files.deleteIfExists(broken);
        }
    }
}
