package org.pcm.network.folder;

import java.nio.file.Path;

/**
 * Where everything of one network lies.
 *
 * @param root absolute
 */
public record Site(Path root) {
    /** What loopback is called throughout. */
    public static final String HOST = "127.0.0.1";

    public Site {
        root = root.toAbsolutePath().normalize();
    }

    /** Says that this folder is a network's, and how it was set up. */
    public Path settings() {
        return root.resolve("network.json");
    }

    /** Keeps two commands from changing one network at a time. */
    public Path lock() {
        return root.resolve("lock");
    }

    /** The channel's configuration and first block. */
    public Path channel() {
        return root.resolve("channel");
    }

    /** The channel's first block, as configtxgen wrote it. */
    public Path genesisBlock() {
        return channel().resolve("genesis.block");
    }

    /** What a peer runs to find a chaincode service. */
    public Path builder() {
        return root.resolve("builder");
    }

    /** One log for each process. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** One file for each process that runs. */
    public Path running() {
        return root.resolve("run");
    }

    /** Connection profiles. */
    public Path profiles() {
        return root.resolve("profiles");
    }

    /**
     * An organisation's own folder.
     *
     * @param number from 1
     */
    public OrganisationFolder organisation(int number) {
        return new OrganisationFolder(number, root.resolve("org" + number));
    }
}
