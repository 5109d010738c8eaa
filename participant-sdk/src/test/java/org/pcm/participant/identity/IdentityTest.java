package org.pcm.participant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.submission.Es256;
import org.pcm.cooperation.submission.Hash;

class IdentityTest {

    private static final Es256 CHECK = new Es256(Security.getProvider("SunEC"));

    @TempDir Path folder;

    @Test
    void a_key_file_is_private_and_what_hangs_beside_it_too() throws IOException {
        Identity identity = Identity.create(folder.resolve("a.key")).remember("alice", Tier.EDGE);

        for (String file : new String[] {"a.key", "a.key.json"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
        Identity loaded = Identity.load(identity.file());
        assertThat(loaded.kid()).isEqualTo(identity.kid()).hasSize(43);
        assertThat(loaded.name()).contains("alice");
        assertThat(loaded.tier()).contains(Tier.EDGE);
    }

    @Test
    void a_key_is_never_overwritten() throws IOException {
        Path file = folder.resolve("a.key");
        String kid = Identity.create(file).kid();

        assertThatThrownBy(() -> Identity.create(file))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Identity.loadOrCreate(file).kid()).isEqualTo(kid);
    }

    @Test
    void a_key_that_others_can_read_is_refused_with_the_way_out() throws IOException {
        Path file = folder.resolve("a.key");
        Identity.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> Identity.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_name_that_belongs_to_another_key_is_refused() throws IOException {
        Identity.create(folder.resolve("a.key")).remember("alice", Tier.EDGE);
        Identity other = Identity.create(folder.resolve("b.key"));
        Files.copy(folder.resolve("a.key.json"), folder.resolve("b.key.json"));

        assertThatThrownBy(() -> Identity.load(other.file())).hasMessageContaining("another key");
    }

    @Test
    void a_file_without_a_key_says_what_it_should_hold() throws IOException {
        Path file = Files.writeString(folder.resolve("a.key"), "nothing");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> Identity.load(file)).hasMessageContaining("PKCS#8");
    }

    @Test
    void the_key_file_is_pkcs8_that_any_library_reads_and_signs_with() throws Exception {
        Identity identity = Identity.create(folder.resolve("a.key"));
        String pem = Files.readString(identity.file()).replaceAll("-----[A-Z ]+-----", "");
        var foreign =
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        byte[] message = "m".getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(foreign);
        signature.update(message);

        assertThat(CHECK.verify(identity.jwk().point(), message, signature.sign())).isTrue();
        assertThat(CHECK.verify(identity.jwk().point(), message, identity.sign(message))).isTrue();
    }

    @Test
    void a_token_holds_for_minutes_and_is_renewed_before_it_runs_out() throws IOException {
        AtomicLong now = new AtomicLong(1_000_000);
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        Tokens tokens = new Tokens(Identity.create(folder.resolve("a.key")), "l", clock);

        URI gateway = URI.create("http://127.0.0.1:7080");
        String first = tokens.bearer(gateway);
        assertThat(until(first) - now.get()).isBetween(120_000L, 600_000L);
        now.addAndGet(60_000);
        assertThat(tokens.bearer(gateway)).isEqualTo(first);
        assertThat(tokens.bearer(URI.create("http://127.0.0.1:7081"))).isNotEqualTo(first);
        now.addAndGet(400_000);
        assertThat(until(tokens.bearer(gateway))).isGreaterThan(now.get() + 120_000);
    }

    private static long until(String token) {
        Fields payload = Json.readObject(Hash.fromBase64url(token.split("\\.", -1)[1]));
        return payload.integer("until", 0, Long.MAX_VALUE);
    }
}
