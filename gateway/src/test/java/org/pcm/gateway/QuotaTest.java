package org.pcm.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.Terms;
import org.pcm.cooperation.submission.Command;
import org.pcm.gateway.business.EventQueue;

/** Back-pressure: a sender that is too fast hears 429, and nothing it was told 202 is lost. */
@ExtendWith(TestNetwork.Extension.class)
class QuotaTest {
    @Test
    void a_full_queue_answers_429_and_says_when_to_try_again(
            TestNetwork network, @TempDir Path folder) throws Exception {
        TestParticipant alice;
        try (Gateway gateway = Gateway.start(network.options(folder))) {
            alice = Registered.at(gateway, "alice");
        }
        EventQueue.Bounds none = new EventQueue.Bounds(1, 1, 1 << 20);
        Limits limits = Limits.DEFAULT.withQueue(none);
        try (Gateway gateway = Gateway.start(network.options(folder).withLimits(limits))) {
            alice.use(gateway.url());
            byte[] open =
                    alice.next(
                            TestNetwork.name("coop"),
                            new Command.Open(Terms.DEFAULT, Resources.NONE));
            refused(alice.post(open, 0), "QueueFull");
        }
    }

    @Test
    void a_key_that_sends_too_fast_is_told_so(TestNetwork network, @TempDir Path folder)
            throws Exception {
        Limits limits = Limits.DEFAULT.withSubmissionsPerSecond(3);
        try (Gateway gateway = Gateway.start(network.options(folder).withLimits(limits))) {
            TestParticipant alice = Registered.at(gateway, "alice");
            String cooperation = TestNetwork.name("coop");
            byte[] open = alice.next(cooperation, new Command.Open(Terms.DEFAULT, Resources.NONE));
            HttpResponse<byte[]> answer = alice.post(open, 0);
            for (int i = 0; i < 100 && answer.statusCode() != 429; i++) {
                answer = alice.post(open, 0);
            }
            refused(answer, "QuotaExceeded");
            Until.holds(
                    "the bucket fills again",
                    () -> {
                        HttpResponse<byte[]> later = alice.post(open, 1_000);
                        return later.statusCode() == 200;
                    });
        }
    }

    private static void refused(HttpResponse<byte[]> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Json.readObject(answer.body()).text("code", 64)).isEqualTo(code);
    }
}
