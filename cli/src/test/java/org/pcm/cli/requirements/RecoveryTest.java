package org.pcm.cli.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.LocalGateway;
import org.pcm.cli.Pcm;
import org.pcm.cli.process.PcmProcess;
import org.pcm.cooperation.event.Event;
import org.pcm.participant.identity.Identity;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.json.Json;

/**
 * A member loses its machine, with its only key, while tasks run on it. Its organisation's
 * registrar gives the name back to it; whoever found the machine can do nothing with it.
 */
@Tag("slow")
class RecoveryTest {
    private static final int TASKS = 4;
    private static final int AT_A_TIME = 2;

    @TempDir Path folder;

    @Test
    void a_lost_machine_is_replaced_while_its_tasks_run() throws Exception {
        try (LocalGateway gateway = LocalGateway.start(folder);
                Gateways gateways =
                        new Gateways(List.of(URI.create(gateway.url())), Duration.ofMinutes(1))) {
            Path owner = key("olga");
            pcm(gateway, owner, "register", "olga", "--tier", "HPC").with(0);
            pcm(gateway, owner, "cooperation", "open", "lab").with(0);
            Path lost = key("ada");
            pcm(gateway, lost, "register", "ada", "--tier", "EDGE").with(0);
            try (LaneLog log = new LaneLog(gateways, "lab")) {
                loseTheMachine(gateway, owner, lost);
                Path found = recover(gateway, lost);
                log.await(Event.KeysChanged.class, changed -> true);
                assertThat(pcm(gateway, lost, "cooperation", "leave", "lab").with(1).err())
                        .startsWith("pcm: KeyRevoked");

                try (PcmProcess agent = agent(gateway, "new", found)) {
                    agent.awaitReady();
                    Event.JobClosed end = log.await(Event.JobClosed.class, closed -> true);
                    assertThat(end.done()).isEqualTo(TASKS);
                }
                assertThat(
                                log.events(Event.Failed.class).stream()
                                        .filter(failed -> failed.reason().equals("lost"))
                                        .mapToInt(failed -> failed.tasks().size())
                                        .sum())
                        .as("attempts of the lost machine, which nobody starts once more")
                        .isEqualTo(AT_A_TIME);
            }
            Pcm.run("audit", "--gateway", gateway.url(), "--genesis", gateway.genesis()).with(0);
        }
    }

    private void loseTheMachine(LocalGateway gateway, Path owner, Path key) throws Exception {
        try (PcmProcess agent = agent(gateway, "old", key)) {
            agent.awaitReady();
            pcm(gateway, owner, "job", "submit", job()).with(0);
            Until.holds(() -> running() == AT_A_TIME);
            agent.kill();
        }
    }

    /** What a participant and its registrar do; an ordinary voucher would not be enough. */
    private Path recover(LocalGateway gateway, Path lost) throws IOException {
        Path found = key("found");
        String kid = Identity.load(found).kid();
        Path registrar = folder.resolve("ledger/registrar.key");
        Path voucher = folder.resolve("voucher");
        Object[] recover = {"identity", "recover", "ada", "--voucher", voucher};

        Object[] asNewcomer = {"identity", "vouch", "ada", kid, "--tier", "EDGE"};
        Files.writeString(voucher, pcm(gateway, registrar, asNewcomer).with(0).out());
        assertThat(pcm(gateway, found, recover).with(1).err()).startsWith("pcm: BadVoucher");

        Object[] byThemselves = {"identity", "vouch", "ada", kid, "--recover"};
        Files.writeString(voucher, pcm(gateway, lost, byThemselves).with(0).out());
        assertThat(pcm(gateway, found, recover).with(1).err()).startsWith("pcm: BadVoucher");

        Files.writeString(voucher, pcm(gateway, registrar, byThemselves).with(0).out());
        assertThat(pcm(gateway, found, recover).with(0).out()).contains("ada", kid);
        pcm(gateway, found, recover).with(0);
        assertThat(pcm(gateway, registrar, "identity", "vouch", "eve", kid, "--recover").with(2))
                .extracting(Pcm.Ran::err)
                .asString()
                .contains("no eve is registered");
        return found;
    }

    private Path key(String name) {
        Path file = folder.resolve(name + ".key");
        Pcm.run("identity", "new", file).with(0);
        return file;
    }

    private static Pcm.Ran pcm(LocalGateway gateway, Path key, Object... words) {
        Object[] all = new Object[words.length + 4];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(
                new Object[] {"--identity", key, "--gateway", gateway.url()},
                0,
                all,
                words.length,
                4);
        return Pcm.run(all);
    }

    private PcmProcess agent(LocalGateway gateway, String name, Path key) throws IOException {
        ObjectNode site = Json.object().put("name", name).put("work", name + ".work");
        site.put("identity", key.toString()).put("genesis", gateway.genesis());
        site.put("allowUnsandboxed", true);
        site.putArray("gateways").add(gateway.url());
        ObjectNode engaged = site.putArray("cooperations").addObject().put("name", "lab");
        engaged.putObject("pledge").put("milliCpu", AT_A_TIME * 1_000).put("memoryMib", 256);
        Path file = Files.writeString(folder.resolve(name + ".json"), Json.pretty(site));
        return PcmProcess.start(
                name, folder.resolve(name + ".log"), "agent", "start", file.toString());
    }

    /** How many tasks the old machine runs, by its own word. */
    private int running() {
        return Pcm.run("agent", "status", folder.resolve("old.json"), "--json")
                .with(0)
                .json()
                .path("running")
                .intValue();
    }

    private Path job() throws IOException {
        ObjectNode job = Json.object().put("name", "job").put("cooperation", "lab");
        job.putObject("defaults")
                .put("milliCpu", 1_000)
                .put("memoryMib", 32)
                .put("estimateMillis", 2_000);
        ArrayNode tasks = job.putArray("tasks");
        for (int task = 0; task < TASKS; task++) {
            tasks.addObject().putArray("command").add("sleep").add("3");
        }
        return Files.writeString(folder.resolve("job.json"), Json.pretty(job));
    }
}
