package org.pcm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cli.process.PcmProcess;
import org.pcm.devnode.identity.CertificateAuthority;
import org.pcm.devnode.identity.Pem;
import org.pcm.participant.json.Json;

/** What an operator does besides running things: certificates, logs, copies, founding. */
@Tag("slow")
class OperatingTest {
    private static final long BOUND_NANOS = Duration.ofSeconds(90).toNanos();

    @TempDir static Path folder;

    private static LocalGateway plain;
    private static PcmProcess secure;
    private static String url;
    private static Path root;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        plain = LocalGateway.start(folder);
        CertificateAuthority authority = CertificateAuthority.selfSigned("a consortium", "root");
        CertificateAuthority.Issued issued =
                authority.issueTls("gateway", List.of("localhost", "127.0.0.1"));
        root = Files.write(folder.resolve("root.pem"), Pem.encode(authority.certificate()));
        Files.write(folder.resolve("tls.pem"), Pem.encode(issued.certificate()));
        Pem.writeKey(folder.resolve("tls-key.pem"), issued.key());
        secure =
                PcmProcess.start(
                        "gateway",
                        folder.resolve("stderr"),
                        "gateway",
                        "--profile",
                        plain.profile().toString(),
                        "--registrar",
                        folder.resolve("ledger/registrar.key").toString(),
                        "--data",
                        folder.resolve("secure").toString(),
                        "--host",
                        "localhost",
                        "--port",
                        "0",
                        "--tls-cert",
                        folder.resolve("tls.pem").toString(),
                        "--tls-key",
                        folder.resolve("tls-key.pem").toString(),
                        "--log",
                        folder.resolve("gateway.log").toString());
        url = secure.awaitReady().text("url");
        long end = System.nanoTime() + BOUND_NANOS;
        while (Pcm.run("gateway", "status", "--url", url, "--ca", root).code() != 0) {
            if (System.nanoTime() > end) {
                fail("the gateway does not become ready");
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        secure.close();
        plain.close();
    }

    @Test
    void a_gateway_with_a_certificate_is_reached_with_its_root_only() {
        assertThat(url).startsWith("https://localhost:");
        Path key = folder.resolve("carol.key");
        Pcm.run("identity", "new", key).with(0);
        Object[] register = {
            "register", "carol", "--tier", "CONSUMER", "--identity", key, "--gateway", url
        };
        assertThat(Pcm.run(register).with(2).err()).contains("CertificateUntrusted", "--ca FILE");
        Pcm.run(with(register, "--ca", root)).with(0);
        assertThat(Pcm.run("gateway", "status", "--url", url).with(2).err())
                .contains("CertificateUntrusted");
        assertThat(
                        Pcm.run("gateway", "status", "--url", url.replace("https", "http"))
                                .with(1)
                                .out())
                .contains("write https://");
        Pcm.run("audit", "--gateway", url, "--ca", root, "--genesis", plain.genesis()).with(0);
        assertThat(folder.resolve("gateway.log.0")).content().contains("listens at " + url);
    }

    private static Object[] with(Object[] words, Object... more) {
        Object[] all = new Object[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void without_a_certificate_it_does_not_listen_beyond_loopback() {
        Object[] gateway = {
            "gateway", "--profile", plain.profile(), "--data", folder.resolve("x"), "--host"
        };
        assertThat(Pcm.run(with(gateway, "0.0.0.0")).with(2).err())
                .contains("--tls-cert", "--plain-http");
        assertThat(
                        Pcm.run(with(gateway, "localhost", "--tls-cert", folder.resolve("tls.pem")))
                                .with(2)
                                .err())
                .contains("go together");
    }

    @Test
    void a_gateway_wants_to_be_told_where_it_is_reached_when_it_cannot_know() {
        Object[] gateway = {
            "gateway", "--profile", plain.profile(), "--data", folder.resolve("y"), "--plain-http"
        };
        assertThat(Pcm.run(with(gateway, "--host", "0.0.0.0")).with(2).err()).contains("--url");
        assertThat(Pcm.run(with(gateway, "--url", "pcm.example.org")).with(2).err())
                .contains("--url", "https://pcm.example.org");
    }

    @Test
    void a_running_gateway_is_copied_once_into_each_folder() {
        Path copy = folder.resolve("copies/gateway");
        Object[] backup = {"gateway", "backup", "--data", folder.resolve("secure"), "--to", copy};
        Pcm.run(backup).with(0);
        assertThat(copy.resolve("gateway.key")).exists();
        assertThat(Pcm.run(backup).with(2).err()).contains("exists already");
    }

    @Test
    void an_agents_memory_is_copied_and_laid_where_another_site_file_wants_it()
            throws IOException, InterruptedException {
        Path key = folder.resolve("dave.key");
        Pcm.run("identity", "new", key).with(0);
        String[] as = {"--identity", key.toString(), "--gateway", url, "--ca", root.toString()};
        Pcm.run(with(new Object[] {"register", "dave", "--tier", "EDGE"}, (Object[]) as)).with(0);
        Pcm.run(with(new Object[] {"cooperation", "open", "daves"}, (Object[]) as)).with(0);
        Path site = site("here", key);
        PcmProcess agent =
                PcmProcess.start(
                        "agent", folder.resolve("agent-stderr"), "agent", "start", site.toString());
        Path copy = folder.resolve("copies/agent");
        try (agent) {
            agent.awaitReady();
            Pcm.run("agent", "backup", site, "--to", copy).with(0);
        }
        Path elsewhere = site("there", folder.resolve("there/key"));
        Pcm.run("agent", "restore", elsewhere, "--from", copy).with(0);
        assertThat(folder.resolve("there/key")).hasSameBinaryContentAs(key);
        assertThat(folder.resolve("there/work/agent.db")).exists();
        assertThat(Pcm.run("agent", "restore", elsewhere, "--from", copy).with(2).err())
                .contains("exists already");
    }

    private static Path site(String name, Path key) throws IOException {
        ObjectNode site = Json.object().put("name", name).put("work", "work");
        site.put("identity", key.toString()).put("ca", root.toString());
        site.put("allowUnsandboxed", true);
        site.putArray("gateways").add(url);
        ObjectNode engaged = site.putArray("cooperations").addObject().put("name", "daves");
        engaged.putObject("pledge").put("milliCpu", 0).put("memoryMib", 0);
        Path home = Files.createDirectories(folder.resolve(name));
        return Files.writeString(home.resolve("site.json"), Json.pretty(site));
    }

    @Test
    void a_founded_ledger_is_founded_again_with_the_same_registrars_only() throws IOException {
        Path mine = publicHalf(folder.resolve("ledger/registrar.key"));
        Object[] found = {
            "gateway", "found", "--clock-error-millis", 5_000, "--profile", plain.profile()
        };
        assertThat(Pcm.run(with(found, "--registrar", "Org1MSP=" + mine)).with(0).out())
                .contains(plain.genesis());
        Path key = folder.resolve("other.key");
        Pcm.run("identity", "new", key).with(0);
        assertThat(Pcm.run(with(found, "--registrar", "Org1MSP=" + publicHalf(key))).with(2).err())
                .contains("AlreadyFounded");
        assertThat(Pcm.run(with(found, "--registrar", "Org1MSP=" + key)).with(2).err())
                .contains("pcm identity show");
    }

    private static Path publicHalf(Path key) throws IOException {
        return Files.writeString(
                Path.of(key + ".json-public"),
                Pcm.run("identity", "show", key, "--json").with(0).out());
    }
}
