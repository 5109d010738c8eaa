package org.pcm.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Call;
import org.pcm.cooperation.round.Governance;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.control.CallRule;
import org.pcm.participant.json.Json;

/** An agent grabs (P8) also where a call for participation (P2) brought it. */
@ExtendWith(LocalNetwork.Extension.class)
class CalledGrabberTest {

    private static final Terms CALLED =
            GrabbingAgentsTest.GRAB.withGovernance(
                    Governance.DEFAULT.withCall(new Call(3_600_000, 2)));

    @TempDir Path folder;
    private final LocalNetwork network;

    CalledGrabberTest(LocalNetwork network) {
        this.network = network;
    }

    private Site site(Crew crew, PcmClient edge) {
        Site plain = network.site(edge, folder.resolve("called"), crew.cooperation, Crew.TWO);
        CallRule rule =
                new CallRule(
                        List.of(crew.cooperation),
                        List.of(),
                        List.of(),
                        Json.object(),
                        CallRule.Answer.join,
                        Crew.TWO);
        return new Site(
                        plain.name(),
                        plain.identity(),
                        plain.gateways(),
                        plain.genesis(),
                        List.of(),
                        List.of(),
                        plain.work(),
                        plain.cacheMib(),
                        true)
                .withCalls(List.of(rule));
    }

    @Test
    void it_grabs_without_being_started_again() throws IOException {
        try (Crew crew = new Crew(network, folder, CALLED);
                PcmClient edge = network.participant(folder, "edge", Tier.EDGE);
                Agent agent = Agent.start(site(crew, edge))) {
            Until.holds(
                    () -> crew.submitter.directory().isMember(crew.cooperation, Crew.name(edge)));
            crew.operator.assembly(crew.cooperation).start();

            JobRef job = crew.submit("", "true", 2);
            Until.holds(() -> crew.summary(job).done() == 2);

            agent.pause();
            JobRef later = crew.submit("", "true", 2);
            agent.resume();
            Until.holds(() -> crew.summary(later).done() == 2);
            Until.holds(() -> agent.status().closed() == 4);
        }
    }
}
