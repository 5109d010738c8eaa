package org.pcm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.process.PcmProcess;
import org.pcm.participant.json.Json;

/** The commands as people use them, against a real ledger. */
class CommandsTest {
    @TempDir static Path folder;

    private static LocalGateway gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        gateway = LocalGateway.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
    }

    /** A registered participant. */
    private record Person(String name, Path key) {
        static Person registered(String name, String tier) {
            Person person = new Person(name, folder.resolve(name + ".key"));
            Pcm.run("identity", "new", person.key).with(0);
            person.run("register", name, "--tier", tier).with(0);
            return person;
        }

        Pcm.Ran run(Object... arguments) {
            Object[] all = new Object[arguments.length + 4];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = "--identity";
            all[arguments.length + 1] = key;
            all[arguments.length + 2] = "--gateway";
            all[arguments.length + 3] = gateway.url();
            return Pcm.run(all);
        }
    }

    private static Pcm.Ran ask(String... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--gateway";
        all[arguments.length + 1] = gateway.url();
        return Pcm.run(all);
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Nested
    class Identities {
        @Test
        void a_new_key_is_for_its_owner_alone_and_is_never_overwritten() throws IOException {
            Path key = folder.resolve("carol.key");
            String kid =
                    Pcm.run("identity", "new", key, "--json")
                            .with(0)
                            .json()
                            .path("kid")
                            .textValue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(Pcm.run("identity", "new", key).with(2).err()).contains("carol.key");
            assertThat(Pcm.run("identity", "show", key).with(0).out()).contains(kid);
        }

        @Test
        void a_missing_key_is_told_with_the_way_out() {
            assertThat(new Person("x", folder.resolve("none.key")).run("job", "submit", "x").err())
                    .hasLineCount(1);
            assertThat(
                            new Person("x", folder.resolve("none.key"))
                                    .run("cooperation", "leave", "x")
                                    .with(2)
                                    .err())
                    .contains("pcm identity new");
        }

        @Test
        void a_name_that_is_taken_is_answered_with_no() {
            Person.registered("dora", "EDGE");
            Path other = folder.resolve("other.key");
            Pcm.run("identity", "new", other).with(0);
            assertThat(
                            new Person("dora", other)
                                    .run("register", "dora", "--tier", "EDGE")
                                    .with(1)
                                    .err())
                    .startsWith("pcm: NameTaken");
        }
    }

    @Nested
    class Cooperations {
        @Test
        void one_opens_another_joins_changes_its_pledge_and_leaves() {
            Person opener = Person.registered("emil", "HPC");
            Person member = Person.registered("fred", "PUBLIC");
            opener.run("cooperation", "open", "club", "--milli-cpu", 500, "--memory-mib", 64)
                    .with(0);
            member.run("cooperation", "join", "club", "--milli-cpu", 100).with(0);
            member.run("cooperation", "pledge", "club", "--milli-cpu", 300).with(0);
            assertThat(ask("cooperation", "show", "club").with(0).out())
                    .contains("emil", "fred", "300");
            assertThat(ask("cooperation", "list").with(0).out()).contains("club");
            member.run("cooperation", "leave", "club").with(0);
            assertThat(member.run("cooperation", "leave", "club").with(1).err())
                    .startsWith("pcm: NotMember");
            opener.run("cooperation", "close", "club").with(0);
            assertThat(
                            ask("cooperation", "show", "club", "--json")
                                    .with(0)
                                    .json()
                                    .at("/cooperation/state")
                                    .textValue())
                    .isEqualTo("CLOSED");
        }
    }

    @Nested
    class Jobs {
        @Test
        void a_job_runs_its_failed_task_tells_why_and_the_agent_obeys() throws Exception {
            Person owner = Person.registered("gina", "HPC");
            Path terms = file("terms.json", "{\"attemptsMax\":1}");
            owner.run("cooperation", "open", "work", "--terms", terms).with(0);
            Person.registered("hugo", "PUBLIC");
            Path site = file("hugo.json", site());
            try (PcmProcess agent =
                    PcmProcess.start(
                            "hugo",
                            folder.resolve("hugo.log"),
                            "agent",
                            "start",
                            site.toString())) {
                agent.awaitReady();
                Path job = file("job.json", job());
                Pcm.Ran ran = owner.run("job", "submit", job, "--follow").with(1);
                assertThat(ran.out()).contains("job work/1 with 2 tasks", "1 done, 1 failed");
                endsAreInReach(owner);
                obeys(site, agent);
            }
        }

        private void endsAreInReach(Person owner) throws IOException {
            JsonNode failed = owner.run("task", "show", "work/1", 1, "--json").with(1).json();
            assertThat(failed.path("exitCode").intValue()).isEqualTo(7);
            assertThat(failed.path("stderr").textValue()).isEqualTo("no luck\n");
            assertThat(owner.run("task", "show", "work/1", 0).with(0).out()).contains("DONE");
            Path results = folder.resolve("results");
            owner.run("job", "fetch", "work/1", results).with(1);
            assertThat(results.resolve("0").resolve("out.txt")).hasContent("hello");
            assertThat(results.resolve("1.stderr")).hasContent("no luck");
            assertThat(ask("job", "list", "work").with(0).out()).contains("work/1", "FAILED");
        }

        private void obeys(Path site, PcmProcess agent) {
            assertThat(Pcm.run("agent", "pause", site).with(0).out()).contains("PAUSED");
            assertThat(Pcm.run("agent", "resume", site).with(0).out()).contains("ACTIVE");
            assertThat(
                            Pcm.run("agent", "status", site, "--json")
                                    .with(0)
                                    .json()
                                    .path("runs")
                                    .booleanValue())
                    .isTrue();
            Pcm.run("agent", "drain", site).with(0);
            agent.awaitExit();
            Pcm.run("agent", "status", site).with(1);
        }

        @Test
        void a_deal_enters_with_its_cooperation_and_ends_when_cancelled() throws IOException {
            Person owner = Person.registered("ines", "HPC");
            Path job = file("idle.json", job().replace("work", "idle"));
            Path terms = file("deal-terms.json", "{\"attemptsMax\":1}");
            assertThat(
                            owner.run(
                                            "job",
                                            "submit",
                                            job,
                                            "--terms",
                                            terms,
                                            "--estimate",
                                            "learned")
                                    .with(2)
                                    .err())
                    .contains("do not go with --terms");
            owner.run("job", "submit", job, "--terms", terms).with(0);
            assertThat(owner.run("job", "submit", job, "--terms", terms).with(0).out())
                    .as("the job there is")
                    .contains("idle/1 ");
            Person rival = Person.registered("igor", "HPC");
            assertThat(rival.run("job", "submit", job, "--terms", terms).with(1).err())
                    .startsWith("pcm: DealEntered");
            owner.run("job", "cancel", "idle/1").with(0);
            assertThat(
                            ask("job", "list", "idle", "--json")
                                    .with(0)
                                    .json()
                                    .at("/0/state")
                                    .textValue())
                    .isEqualTo("CANCELLED");
            assertThat(owner.run("job", "cancel", "idle/1").with(1).err())
                    .startsWith("pcm: JobClosed");
        }

        @Test
        void a_mistake_in_a_job_file_names_the_field() throws IOException {
            Path job =
                    file(
                            "wrong.json",
                            "{\"name\":\"x\",\"cooperation\":\"c\",\"tasks\":[{\"memory\":5}]}");
            assertThat(
                            new Person("x", folder.resolve("x.key"))
                                    .run("job", "submit", job)
                                    .with(2)
                                    .err())
                    .contains("tasks[0]");
        }

        private String job() {
            var job = Json.object().put("name", "two").put("cooperation", "work");
            job.putObject("defaults").put("milliCpu", 100).put("memoryMib", 32);
            var tasks = job.putArray("tasks");
            var good = tasks.addObject();
            good.putArray("command").add("sh").add("-c").add("echo hello > out.txt");
            good.putArray("outputs").add("out.txt");
            var bad = tasks.addObject();
            bad.putArray("command").add("sh").add("-c").add("echo no luck >&2; exit 7");
            return Json.write(job);
        }

        private String site() {
            var site =
                    Json.object()
                            .put("name", "hugo")
                            .put("identity", "hugo.key")
                            .put("work", "hugo.work")
                            .put("genesis", gateway.genesis())
                            .put("allowUnsandboxed", true);
            site.putArray("gateways").add(gateway.url());
            var cooperation = site.putArray("cooperations").addObject().put("name", "work");
            cooperation.putObject("pledge").put("milliCpu", 1_000).put("memoryMib", 256);
            return Json.write(site);
        }
    }

    @Nested
    class Ledgers {
        @Test
        void an_audit_over_the_gateway_passes_or_says_what_is_wrong() {
            assertThat(ask("audit", "--genesis", gateway.genesis()).with(0).out())
                    .startsWith("PASS");
            assertThat(ask("audit", "--genesis", "00".repeat(32)).with(1).out())
                    .startsWith("FAIL: block 0");
            assertThat(ask("audit", "--json").with(0).json().path("genesisPinned").booleanValue())
                    .isFalse();
            ask("audit", "--genesis", "xyz").with(2);
            Pcm.run("audit", "--gateway", "http://127.0.0.1:1").with(2);
            Pcm.run("audit", "--blocks", folder.resolve("none")).with(2);
            Pcm.run("audit").with(2);
        }

        @Test
        void an_audit_of_peers_passes_and_compares_them() {
            Path profile = gateway.profile();
            assertThat(
                            Pcm.run(
                                            "audit",
                                            "--peer",
                                            profile,
                                            "--peer",
                                            profile,
                                            "--genesis",
                                            gateway.genesis())
                                    .with(0)
                                    .out())
                    .startsWith("PASS")
                    .contains("the same");
            assertThat(Pcm.run("block", "show", "0", "--peer", profile).with(0).out())
                    .contains("configuration: 0", "channel: pcm");
            Pcm.run("audit", "--peer", folder.resolve("none")).with(2);
        }

        @Test
        void a_file_that_is_no_block_file_fails() throws IOException {
            assertThat(
                            Pcm.run("audit", "--blocks", file("noise", "this is no ledger"))
                                    .with(1)
                                    .out())
                    .startsWith("FAIL: block 0");
        }

        @Test
        void a_block_is_taken_apart() {
            assertThat(ask("block", "show", "0").with(0).out())
                    .contains("orderers", "channel: pcm");
            assertThat(ask("block", "show", "1").with(0).out())
                    .contains("function: found", "VALID", "Org1MSP");
            assertThat(
                            ask("block", "show", "1", "--json")
                                    .with(0)
                                    .json()
                                    .at("/transactions/0/arguments/0/clockErrorMillis")
                                    .intValue())
                    .isEqualTo(5_000);
            assertThat(ask("block", "show", "9999").with(2).err()).contains("no 9999");
        }

        @Test
        void a_gateway_tells_its_status_or_nothing_answers() {
            assertThat(
                            Pcm.run("gateway", "status", "--url", gateway.url(), "--json")
                                    .with(0)
                                    .json()
                                    .at("/ledger/genesis")
                                    .textValue())
                    .isEqualTo(gateway.genesis());
            assertThat(Pcm.run("gateway", "status", "--url", "http://127.0.0.1:1").with(2).err())
                    .hasLineCount(1);
        }
    }
}
