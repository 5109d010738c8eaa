package org.pcm.network.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.common.Block;
import org.pcm.devnode.block.Hashes;
import org.pcm.network.configuration.Configuration;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.process.Command;
import org.pcm.network.process.NetworkFailure;
import org.pcm.network.process.Parallel;

/** The network's one channel: its first block, and the nodes that join it. */
public record Channel(Site site, Settings settings) {
    /** Makes the first block from the configuration. */
    public void makeGenesisBlock() throws IOException, InterruptedException {
        new Configuration(site, settings.ports()).writeChannel();
        new Command(
                        List.of(
                                Path.of(settings.programs()).resolve("configtxgen").toString(),
                                "-configPath",
                                site.channel().toString(),
                                "-profile",
                                Configuration.PROFILE,
                                "-channelID",
                                settings.channel(),
                                "-outputBlock",
                                site.genesisBlock().toString()),
                        Map.of())
                .mustRun("making the channel's first block");
    }

    /** The first block's hash in hex: what an auditor pins. */
    public static String genesisHash(Site site) throws IOException {
        Block block = Block.parseFrom(Files.readAllBytes(site.genesisBlock()));
        return HexFormat.of().formatHex(Hashes.headerHash(block.getHeader()).toByteArray());
    }

    /** Has all orderers, then all peers join; those that have already, stay. */
    public void join() throws IOException, InterruptedException {
        Parallel.each(settings.organisations(), this::joinOrderer);
        Parallel.each(settings.organisations(), this::joinPeer);
    }

    private void joinOrderer(int number) throws IOException, InterruptedException {
        Command join =
                new Administrator(site, settings, number)
                        .orderer(
                                List.of(
                                        "channel",
                                        "join",
                                        "--channelID",
                                        settings.channel(),
                                        "--config-block",
                                        site.genesisBlock().toString()));
        join(
                join,
                ended -> ended.output().contains("Status: 201") || hasJoined(ended),
                "orderer" + number);
    }

    private void joinPeer(int number) throws IOException, InterruptedException {
        Command join =
                new Administrator(site, settings, number)
                        .peer(
                                List.of(
                                        "channel",
                                        "join",
                                        "--blockpath",
                                        site.genesisBlock().toString()));
        join(join, ended -> ended.done() || hasJoined(ended), "peer" + number);
    }

    private static void join(Command join, Predicate<Command.Ended> done, String node)
            throws IOException, InterruptedException {
        Command.Ended ended = Retry.until(done, attempt -> join);
        if (!done.test(ended)) {
            throw new NetworkFailure(node + " cannot join the channel:\n" + ended.lastLines());
        }
    }

    private static boolean hasJoined(Command.Ended ended) {
        return ended.output().contains("already exists");
    }
}
