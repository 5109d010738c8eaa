package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.gateway.information.fabric.FabricLedger;
import org.pcm.gateway.information.fabric.FabricLink;
import org.pcm.gateway.information.fabric.Profile;
import org.pcm.gateway.information.index.Freshness;
import org.pcm.gateway.information.index.Index;

/** What has not been read yet is not denied: a gateway behind the ledger asks for patience. */
@ExtendWith(TestNetwork.Extension.class)
class LaggingGatewayTest {
    private static final int STARTS = 3;

    private final TestNetwork network;

    @TempDir Path folder;

    LaggingGatewayTest(TestNetwork network) {
        this.network = network;
    }

    @Test
    void an_index_that_lacks_a_lane_knows_so_and_one_nobody_opened_lacks_nothing()
            throws Exception {
        try (Gateway gateway = Gateway.start(network.options(folder.resolve("one")))) {
            String cooperation = opened(Registered.at(gateway, "opener"));
            Profile profile = Profile.read(network.profile());
            try (Index unread =
                            new Index(
                                    folder.resolve("blocks"),
                                    folder.resolve("index"),
                                    profile.chaincode());
                    FabricLink link = FabricLink.open(profile)) {
                Freshness freshness = new Freshness(unread.lookup(), new FabricLedger(link));

                assertThat(freshness.hasAllOf(cooperation)).isFalse();
                assertThat(freshness.hasAllOf("registry")).isFalse();
                assertThat(freshness.hasAllOf(TestNetwork.name("nobody"))).isTrue();
                assertThat(freshness.hasAllOf("no name: " + cooperation)).isTrue();
            }
        }
    }

    @Test
    void a_gateway_that_has_just_started_says_not_ready_until_it_can_say_yes() throws Exception {
        try (Gateway gateway = Gateway.start(network.options(folder.resolve("one")))) {
            TestParticipant opener = Registered.at(gateway, "opener");
            String cooperation = opened(opener);
            Set<Integer> answers = new HashSet<>();
            for (int i = 0; i < STARTS; i++) {
                Path own = folder.resolve("new-" + i);
                try (Gateway fresh = Gateway.start(network.options(own))) {
                    opener.use(fresh.url());
                    byte[] jws = opener.next(cooperation, new Command.Pledge(Resources.NONE));
                    Until.holds(
                            "it has read all",
                            () -> {
                                answers.add(
                                        opener.get("/v1/cooperations/" + cooperation).statusCode());
                                answers.add(
                                        opener.get("/v1/participants/" + opener.name).statusCode());
                                return opener.post(jws, 20_000).statusCode() == 200;
                            });
                    HttpResponse<byte[]> missing =
                            opener.get("/v1/cooperations/" + TestNetwork.name("nobody"));
                    assertThat(missing.statusCode()).as(text(missing)).isEqualTo(404);
                }
            }
            assertThat(answers).isSubsetOf(200, 503);
        }
    }

    private static String opened(TestParticipant opener) throws Exception {
        String cooperation = TestNetwork.name("coop");
        opener.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
        return cooperation;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
