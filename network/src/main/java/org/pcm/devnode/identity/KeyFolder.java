package org.pcm.devnode.identity;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folder with all keys and certificates of a devnode: made once, read at every later start.
 *
 * <p>It is built under another name and then renamed, so that a node killed while it makes keys
 * finds either all of them or none.
 */
public final class KeyFolder {
    private static final int ORGANISATIONS = 4;
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private final Path folder;

    private KeyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the keys under the data folder; makes them when there are none.
     *
     * @throws IOException when they cannot be written
     */
    public static KeyFolder open(Path dataFolder) throws IOException {
        Path folder = dataFolder.resolve("crypto");
        if (!Files.isDirectory(folder)) {
            Path draft = dataFolder.resolve("crypto.draft");
            deleteTree(draft);
            for (int number = 1; number <= ORGANISATIONS; number++) {
                make(draft.resolve(Organisation.name(number)), number);
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new KeyFolder(folder);
    }

    /** The four organisations in order of their numbers. */
    public List<Organisation> organisations() throws IOException {
        try {
            return IntStream.rangeClosed(1, ORGANISATIONS).mapToObj(this::read).toList();
        } catch (UnreadableKeys e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
    }

    /**
     * A TLS server's certificate for the node itself, issued by the first organisation and valid
     * for loopback and the given host. Made anew at every start: only its issuer is trusted by
     * name.
     */
    public TlsFiles serverTls(String host) throws IOException {
        return issueTls(folder.resolve("server-tls"), "peer0.org1.devnode", host);
    }

    /**
     * TLS files for a chaincode server and for this node as its client; made once per chaincode
     * name.
     */
    public TlsFiles chaincodeTls(String chaincode) throws IOException {
        Path target = folder.resolve("chaincode-tls").resolve(chaincode);
        TlsFiles files = TlsFiles.in(target, tlsRoot());
        return Files.exists(files.key()) ? files : issueTls(target, chaincode, "localhost");
    }

    /** The certificate of the authority that issued the server's and the chaincodes' TLS keys. */
    public Path tlsRoot() {
        return folder.resolve(Organisation.name(1)).resolve("tlsca-cert.pem");
    }

    private TlsFiles issueTls(Path target, String commonName, String host) throws IOException {
        Path org = folder.resolve(Organisation.name(1));
        List<String> hosts =
                Stream.concat(LOOPBACK.stream(), Stream.of(host, commonName)).distinct().toList();
        try {
            CertificateAuthority authority =
                    new CertificateAuthority(
                            Pem.certificate(Files.readAllBytes(org.resolve("tlsca-cert.pem"))),
                            Pem.readKey(org.resolve("tlsca-key.pem")));
            deleteTree(target);
            makeFolder(target);
            write(target, "tls", authority.issueTls(commonName, hosts));
            return TlsFiles.in(target, tlsRoot());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot issue TLS keys under " + target, e);
        }
    }

    private static void make(Path folder, int number) throws IOException {
        makeFolder(folder);
        String name = Organisation.name(number) + " devnode ";
        CertificateAuthority authority = CertificateAuthority.selfSigned(name + "CA");
        write(folder, "ca", authority);
        CertificateAuthority tlsAuthority = CertificateAuthority.selfSigned(name + "TLS CA");
        write(folder, "tlsca", tlsAuthority);
        write(folder, "peer", authority.issue(name + "peer", Role.PEER));
        write(folder, "orderer", authority.issue(name + "orderer", Role.ORDERER));
        write(folder, "admin", authority.issue(name + "admin", Role.ADMIN));
        write(folder, "user", authority.issue(name + "user", Role.CLIENT));
        write(folder, "orderer-tls", tlsAuthority.issueTls(name + "orderer", LOOPBACK));
    }

    private Organisation read(int number) {
        Path org = folder.resolve(Organisation.name(number));
        try {
            return new Organisation(
                    number,
                    Pem.certificate(Files.readAllBytes(org.resolve("ca-cert.pem"))),
                    Pem.certificate(Files.readAllBytes(org.resolve("tlsca-cert.pem"))),
                    identity(org, number, "peer"),
                    identity(org, number, "orderer"),
                    identity(org, number, "admin"),
                    identity(org, number, "user"),
                    identity(org, number, "orderer-tls"));
        } catch (IOException | GeneralSecurityException e) {
            throw new UnreadableKeys("cannot read the keys under " + org, e);
        }
    }

    private static SigningIdentity identity(Path org, int number, String name)
            throws IOException, GeneralSecurityException {
        Path certificate = org.resolve(name + "-cert.pem");
        Path key = org.resolve(name + "-key.pem");
        return SigningIdentity.of(
                Organisation.mspId(number),
                Pem.certificate(Files.readAllBytes(certificate)),
                Pem.readKey(key),
                certificate,
                key);
    }

    private static void write(Path folder, String name, CertificateAuthority authority)
            throws IOException {
        write(
                folder,
                name,
                new CertificateAuthority.Issued(authority.certificate(), authority.key()));
    }

    private static void write(Path folder, String name, CertificateAuthority.Issued issued)
            throws IOException {
        Files.write(folder.resolve(name + "-cert.pem"), Pem.encode(issued.certificate()));
        Pem.writeKey(folder.resolve(name + "-key.pem"), issued.key());
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + " is in the way", e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Carries a checked exception out of a stream. */
    private static final class UnreadableKeys extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableKeys(String message, Exception cause) {
            super(message, cause);
        }
    }
}
