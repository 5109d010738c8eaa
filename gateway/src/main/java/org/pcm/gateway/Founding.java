package org.pcm.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pcm.cooperation.member.Founding.Registrar;
import org.pcm.gateway.information.fabric.FabricLedger;
import org.pcm.gateway.information.fabric.FabricLink;
import org.pcm.gateway.information.fabric.Profile;
import org.pcm.gateway.information.port.Fate;
import org.pcm.gateway.information.port.Ledger;
import org.pcm.gateway.information.signature.KeyFile;

/**
 * Founds a ledger: tells the contract, once, which ledger it is on, how wrong clocks may be, and
 * who may countersign registrations (docs/protocol.md §9). Doing it again with the same values
 * changes nothing.
 */
public final class Founding {
    private static final String FOUND = "found";
    private static final int LEDGER_CHARS = 32;
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 500;

    private Founding() {}

    /** A ledger's id follows from its genesis hash (hex). */
    public static String ledgerId(String genesis) {
        return genesis.substring(0, LEDGER_CHARS);
    }

    /**
     * The registrar of an organisation whose private key lies in {@code keyFile}; made if missing.
     */
    public static Registrar registrar(String organisation, Path keyFile) throws IOException {
        return new Registrar(organisation, KeyFile.readOrMake(keyFile).publicKey());
    }

    /**
     * Founds the ledger that a connection profile leads to, which must state its genesis hash.
     *
     * @throws IOException when it cannot be done: the sentence says why
     */
    public static void found(Path profileFile, long clockErrorMillis, List<Registrar> registrars)
            throws IOException, InterruptedException {
        Profile profile = Profile.read(profileFile);
        String genesis =
                profile.genesis()
                        .orElseThrow(
                                () -> new IOException(profileFile + " states no genesis hash"));
        found(profileFile, genesis, clockErrorMillis, registrars);
    }

    /**
     * As {@link #found(Path, long, List)}, where the profile need not state the genesis hash.
     *
     * @param genesis hex
     */
    public static void found(
            Path profileFile, String genesis, long clockErrorMillis, List<Registrar> registrars)
            throws IOException, InterruptedException {
        Profile profile = Profile.read(profileFile);
        if (!profile.genesis().orElse(genesis).equals(genesis)) {
            throw new IOException(
                    "the ledger's first block is "
                            + genesis
                            + ", "
                            + profileFile
                            + " says "
                            + profile.genesis().get());
        }
        try (FabricLink link = FabricLink.open(profile)) {
            found(new FabricLedger(link), ledgerId(genesis), clockErrorMillis, registrars);
        }
    }

    /** Founds a ledger, trying again while the network is not ready. */
    public static void found(
            Ledger ledger, String id, long clockErrorMillis, List<Registrar> registrars)
            throws IOException, InterruptedException {
        var founding = new org.pcm.cooperation.member.Founding(id, clockErrorMillis, registrars);
        String json = new String(founding.toJson(), StandardCharsets.UTF_8);
        String why = "";
        for (int i = 0; i < TRIES; i++) {
            Fate fate = ledger.submit(FOUND, List.of(json));
            if (fate instanceof Fate.Committed) {
                return;
            }
            why = fate.toString();
            if (why.contains("AlreadyFounded")) {
                break;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("the ledger could not be founded: " + why);
    }
}
