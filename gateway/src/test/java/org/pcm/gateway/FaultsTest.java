package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.devnode.fault.Fault;
import org.pcm.devnode.fault.FaultRates;

/** What goes wrong between gateway and ledger reaches no client, and takes effect once. */
@ExtendWith(TestNetwork.Extension.class)
class FaultsTest {
    private static final int SUBMISSIONS = 12;

    private TestNetwork network;
    private Gateway gateway;
    private TestParticipant alice;
    private String cooperation;

    @BeforeEach
    void open(TestNetwork given, @TempDir Path folder) throws Exception {
        network = given;
        gateway = Gateway.start(network.options(folder));
        alice = Registered.at(gateway, "alice");
        cooperation = TestNetwork.name("coop");
        alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
    }

    @AfterEach
    void close() {
        network.node().faults().rates(FaultRates.NONE);
        gateway.close();
    }

    private void workGoesOn() throws Exception {
        List<String> pledges = new ArrayList<>();
        for (int i = 1; i <= SUBMISSIONS; i++) {
            alice.done(cooperation, new Command.Pledge(new Resources(1_000L * i, 1, 0)));
            pledges.add("\"milliCpu\":" + 1_000 * i);
        }
        assertThat(new LaneLog(alice, cooperation).dataOf("PledgeChanged", SUBMISSIONS))
                .zipSatisfy(pledges, (data, pledge) -> assertThat(data).contains(pledge));
    }

    @Test
    void a_lost_reply_is_resolved_by_asking() throws Exception {
        network.node().faults().order(Fault.LOST_REPLY, 5);
        workGoesOn();
    }

    @Test
    void a_conflict_is_endorsed_again() throws Exception {
        network.node().faults().order(Fault.CONFLICT, 5);
        workGoesOn();
    }

    @Test
    void a_chaincode_that_breaks_off_is_asked_again() throws Exception {
        network.node().faults().order(Fault.BROKEN_CHAINCODE, 2);
        workGoesOn();
    }

    @Test
    void a_broken_block_stream_is_taken_up_again() throws Exception {
        network.node().faults().order(Fault.BROKEN_STREAM, 5);
        workGoesOn();
    }

    @Test
    void all_at_once_and_often() throws Exception {
        network.node()
                .faults()
                .rates(FaultRates.parse("lost-reply=0.3,conflict=0.3,broken-stream=0.2,seed=11"));
        workGoesOn();
    }
}
