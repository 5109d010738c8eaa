package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.json.Json;

/**
 * An agent that goes on with an older copy of its memory: nothing is lost for good, and no attempt
 * that the ledger shows as accepted is started a second time.
 */
@ExtendWith(LocalNetwork.Extension.class)
@Tag("slow")
class RestoredAgentTest {

    private static final Resources PLEDGE = new Resources(4_000, 1_024, 0);

    @TempDir Path folder;
    private final LocalNetwork network;
    private final String cooperation = LocalNetwork.name("lab");
    private PcmClient provider;
    private PcmClient submitter;
    private AgentProcess agent;

    RestoredAgentTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void startAgent() throws IOException {
        provider = network.participant(Files.createDirectory(home("old")), "p", Tier.MICRO);
        provider.open(cooperation, LocalNetwork.BRISK, PLEDGE);
        submitter = network.participant(folder, "submitter", Tier.CONSUMER);
        submitter.join(cooperation, Resources.NONE);
        provider.close();
        writeSite("old");
        noteStarts();
        agent = start("old");
    }

    @AfterEach
    void stopAll() throws IOException {
        agent.kill();
        submitter.close();
        for (Path box : boxes("old")) {
            Files.writeString(box.resolve("go"), "");
        }
    }

    private Path home(String name) {
        return folder.resolve(name);
    }

    private Path key(String name) {
        return home(name).resolve(provider.identity().file().getFileName());
    }

    private Path writeSite(String name) throws IOException {
        ObjectNode site =
                Json.object().put("name", name).put("work", "work").put("allowUnsandboxed", true);
        site.put("identity", key(name).getFileName().toString());
        var gateways = site.putArray("gateways");
        network.gateways().forEach(uri -> gateways.add(uri.toString()));
        ObjectNode engaged = site.putArray("cooperations").addObject().put("name", cooperation);
        engaged.putObject("pledge")
                .put("milliCpu", PLEDGE.milliCpu())
                .put("memoryMib", PLEDGE.memoryMib());
        return Files.writeString(
                Files.createDirectories(home(name)).resolve("site.json"), Json.pretty(site));
    }

    private Site site(String name) throws IOException {
        return Site.read(home(name).resolve("site.json"));
    }

    /** A setsid of our own, which every start of a launcher goes through, notes it. */
    private void noteStarts() throws IOException {
        Path setsid =
                Files.writeString(
                        Files.createDirectory(folder.resolve("bin")).resolve("setsid"),
                        "#!/bin/sh\nPATH=${PATH#*:}\nbasename \"$3\" >> '"
                                + starts()
                                + "'\nexec setsid \"$@\"\n");
        Files.setPosixFilePermissions(setsid, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(starts());
    }

    private Path starts() {
        return folder.resolve("starts");
    }

    private AgentProcess start(String name) throws IOException {
        return AgentProcess.start(
                home(name).resolve("site.json"), folder.resolve("bin").toString());
    }

    /** A job of one task that waits to be told to end. */
    private JobRef submitWaiting() throws IOException {
        String job =
                """
                {"name":"waits","cooperation":"%s",
                 "tasks":[{"command":["sh","-c","while [ ! -e go ]; do sleep 0.05; done; echo gone"],
                           "memoryMib":32,"estimateMillis":200}]}
                """
                        .formatted(cooperation);
        return submitter.submit(JobFile.read(Files.writeString(folder.resolve("job.json"), job)));
    }

    private List<String> started() {
        try {
            return Files.readAllLines(starts());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Path> boxes(String name) throws IOException {
        Path attempts = home(name).resolve("work/attempts");
        if (!Files.isDirectory(attempts)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(attempts)) {
            return all.map(each -> each.resolve("box")).filter(Files::isDirectory).toList();
        }
    }

    private void awaitStarts(int count) {
        Until.holds(() -> started().size() >= count);
    }

    /** Tells whatever the restored agent runs to end, until the jobs have. */
    private void ends(List<JobRef> jobs) throws Exception {
        CompletableFuture<Boolean> all =
                CompletableFuture.supplyAsync(() ->
                        jobs.stream()
                                .allMatch(job ->
                                        submitter.follow(job, event -> {}).state().equals("DONE")));
        Until.holds(() -> {
            try {
                for (Path box : boxes("new")) {
                    Files.writeString(box.resolve("go"), "");
                }
            } catch (IOException e) {
                return false; // it ended just now
            }
            return all.isDone();
        });
        assertThat(all.get(1, TimeUnit.SECONDS)).isTrue();
        for (JobRef job : jobs) {
            assertThat(submitter.outcome(job, 0).stdout()).isEqualTo("gone\n");
        }
    }

    @Test
    void restored_from_a_backup_it_starts_nothing_twice() throws Exception {
        JobRef before = submitWaiting();
        awaitStarts(1);
        AgentBackup.take(site("old"), folder.resolve("backup"));
        JobRef after = submitWaiting();
        awaitStarts(2);
        agent.kill();

        writeSite("new");
        AgentBackup.restore(folder.resolve("backup"), site("new"));
        agent = start("new");

        ends(List.of(before, after));
        assertThat(started()).as("starts").hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
        assertThat(submitter.outcome(after, 0).task().attempts()).isGreaterThan(1);
    }

    @Test
    void with_nothing_but_its_key_it_starts_nothing_twice_either() throws Exception {
        JobRef job = submitWaiting();
        awaitStarts(1);
        agent.kill();

        writeSite("new");
        for (String suffix : List.of("", ".json")) {
            String name = key("old").getFileName() + suffix;
            Files.copy(
                    home("old").resolve(name),
                    home("new").resolve(name),
                    java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        agent = start("new");

        ends(List.of(job));
        assertThat(started()).as("starts").hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
    }

    @Test
    void a_backup_is_for_its_owner_alone_and_overwrites_nothing() throws Exception {
        Path backup = folder.resolve("backup");
        Until.holds(() -> Files.exists(home("old").resolve("work/status.json")));
        AgentBackup.take(site("old"), backup);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> AgentBackup.take(site("old"), backup))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> AgentBackup.restore(backup, site("old")))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("agent.db");
    }
}
