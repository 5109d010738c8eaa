package org.pcm.participant.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.member.Labels;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.submission.Hash;
import org.pcm.participant.json.InvalidDocument;
import org.pcm.participant.json.Json;
import org.pcm.participant.json.JsonObject;

/**
 * A participant's key on one device. It is made once ({@link #create}), lies in a file of mode 0600
 * and never leaves it; beside it, in {@code <file>.json}, stand the name and tier it was registered
 * under. Immutable and safe for use by many threads.
 */
public final class Identity {

    private final Path file;
    private final PrivateKey secret;
    private final Jwk jwk;
    private final String kid;
    private final @Nullable String name;
    private final @Nullable Tier tier;

    private Identity(
            Path file, PrivateKey secret, Jwk jwk, @Nullable String name, @Nullable Tier tier) {
        this.file = file;
        this.secret = secret;
        this.jwk = jwk;
        this.kid = jwk.kid();
        this.name = name;
        this.tier = tier;
    }

    /**
     * Makes a new key.
     *
     * @throws FileAlreadyExistsException when {@code file} exists: a key is never overwritten
     */
    public static Identity create(Path file) throws IOException {
        if (Files.exists(beside(file))) {
            throw new FileAlreadyExistsException(beside(file).toString());
        }
        KeyPair keys = EcKeys.generate();
        KeyFile.create(file, keys.getPrivate());
        return of(file, keys, null, null);
    }

    /**
     * Loads a key; an {@link IOException} says what is wrong with the file, others' access to it
     * included.
     */
    public static Identity load(Path file) throws IOException {
        KeyPair keys = KeyFile.load(file);
        if (!Files.exists(beside(file))) {
            return of(file, keys, null, null);
        }
        JsonObject beside = Json.readObject(beside(file));
        Identity identity = of(file, keys, beside.text("name"), tier(beside));
        if (!identity.kid.equals(beside.text("kid"))) {
            throw new IOException(beside(file) + " belongs to another key than " + file);
        }
        return identity;
    }

    /** Loads the key if there is one, else makes it. */
    public static Identity loadOrCreate(Path file) throws IOException {
        return Files.exists(file) ? load(file) : create(file);
    }

    /**
     * The files that make up an identity, the key's own first; the others may be missing.
     *
     * @param file the key's
     */
    public static List<Path> files(Path file) {
        return List.of(file, beside(file));
    }

    /** Remembers, on disk, the name and tier this key was registered under. */
    public Identity remember(String registeredName, Tier registeredTier) throws IOException {
        ObjectNode beside = Json.object().put("name", Labels.name(registeredName));
        beside.put("tier", registeredTier.name()).put("kid", kid);
        KeyFile.replace(beside(file), Json.pretty(beside));
        return new Identity(file, secret, jwk, registeredName, registeredTier);
    }

    /**
     * Signs a compact JWS (RFC 7515).
     *
     * @param header the protected header; it must say {@code "alg":"ES256"}
     */
    public String jws(ObjectNode header, byte[] payload) {
        String input =
                Hash.base64url(Json.write(header).getBytes(StandardCharsets.UTF_8))
                        + "."
                        + Hash.base64url(payload);
        return input + "." + Hash.base64url(sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The ES256 signature over {@code message}: 64 bytes r‖s. */
    public byte[] sign(byte[] message) {
        return EcKeys.sign(secret, message);
    }

    /** The protected header's common start: {@code alg} and {@code kid}. */
    public ObjectNode header() {
        return Json.object().put("alg", "ES256").put("kid", kid);
    }

    /** The key's id. */
    public String kid() {
        return kid;
    }

    /** The public key. */
    public Jwk jwk() {
        return jwk;
    }

    /** Where the key lies. */
    public Path file() {
        return file;
    }

    /** The name this key was registered under, once it was. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The tier this key was registered under, once it was. */
    public Optional<Tier> tier() {
        return Optional.ofNullable(tier);
    }

    private static Identity of(
            Path file, KeyPair keys, @Nullable String name, @Nullable Tier tier) {
        return new Identity(
                file,
                EcKeys.forSigning((ECPrivateKey) keys.getPrivate()),
                Jwk.of((ECPublicKey) keys.getPublic()),
                name,
                tier);
    }

    private static Tier tier(JsonObject beside) {
        String text = beside.text("tier");
        try {
            return Tier.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidDocument("tier", "is none: " + text);
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".json");
    }
}
