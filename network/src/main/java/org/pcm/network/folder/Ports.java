package org.pcm.network.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Which process listens where: ten ports an organisation from the base port on, and chaincodes
 * above them.
 *
 * @param organisations how many
 */
public record Ports(int base, int organisations) {
    private static final int EACH = 10;
    private static final int CHAINCODES = 40;

    /** Below what the kernel hands out to outgoing connections, so that nobody takes them later. */
    private static final int LOWEST = 10_000;

    private static final int HIGHEST = 30_000;
    private static final int TRIES = 1_000;
    private static final int LAST_PORT = 65_535;

    public Ports {
        if (base < 1 || base + size(organisations) > LAST_PORT) {
            throw new IllegalArgumentException(
                    "the base port must lie in 1 to " + (LAST_PORT - size(organisations)));
        }
    }

    private static int size(int organisations) {
        return EACH * organisations + CHAINCODES;
    }

    /** Ports of which all are free now. */
    public static Ports anyFree(int organisations) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Ports ports =
                    new Ports(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST), organisations);
            if (IntStream.range(ports.base(), ports.base() + size(organisations))
                    .allMatch(Ports::isFree)) {
                return ports;
            }
        }
        throw new IOException(
                "no " + size(organisations) + " free ports in a row; give a base port");
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private int of(int organisation, int use) {
        return base + EACH * (organisation - 1) + use;
    }

    public int orderer(int organisation) {
        return of(organisation, 0);
    }

    public int ordererAdmin(int organisation) {
        return of(organisation, 1);
    }

    public int ordererOperations(int organisation) {
        return of(organisation, 2);
    }

    public int peer(int organisation) {
        return of(organisation, 3);
    }

    public int peerChaincode(int organisation) {
        return of(organisation, 4);
    }

    public int peerOperations(int organisation) {
        return of(organisation, 5);
    }

    /** The first port that chaincodes may have. */
    public int firstChaincode() {
        return base + EACH * organisations;
    }
}
