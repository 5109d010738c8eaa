package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;

/** A clean stop: nobody is left hanging, and the folder is free again. */
@ExtendWith(TestNetwork.Extension.class)
class StoppedTest {
    @Test
    void streams_end_and_those_who_wait_are_let_go(TestNetwork network, @TempDir Path folder)
            throws Exception {
        Gateway gateway = Gateway.start(network.options(folder));
        TestParticipant alice = Registered.at(gateway, "alice");
        String cooperation = TestNetwork.name("coop");
        alice.done(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
        byte[] early = alice.submission(cooperation, 3);
        CompletableFuture<Boolean> waiter =
                CompletableFuture.supplyAsync(() -> isAnsweredOrCut(alice, early));
        try (ReceivedEvents events =
                new ReceivedEvents(alice.events("/v1/cooperations/" + cooperation + "/events"))) {
            events.until(received -> received.event().equals("Outcome"));
            gateway.close();
            assertThat(events.next()).isNull();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("closed"); // cut between two events
        }
        assertThat(waiter.get(20, TimeUnit.SECONDS)).isTrue();
        Gateway.start(network.options(folder)).close();
    }

    private static boolean isAnsweredOrCut(TestParticipant who, byte[] jws) {
        try {
            return who.post(jws, 30_000).statusCode() > 0;
        } catch (IOException e) {
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_folder_belongs_to_one_gateway(TestNetwork network, @TempDir Path folder)
            throws Exception {
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            assertThat(gateway.url()).startsWith("http://127.0.0.1:");
            assertThatThrownBy(() -> Gateway.start(network.options(folder)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
    }
}
