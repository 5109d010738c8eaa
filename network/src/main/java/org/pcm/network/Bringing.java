package org.pcm.network;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.pcm.network.Fleet.Member;
import org.pcm.network.configuration.Configuration;
import org.pcm.network.folder.Deployment;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.identity.Keys;
import org.pcm.network.lifecycle.Channel;
import org.pcm.network.lifecycle.Deploying;
import org.pcm.network.process.NetworkProcess;
import org.pcm.network.process.Parallel;
import org.pcm.network.process.Waiting;

/**
 * The steps to a running network. Each does only what is not done yet. It remembers what it has
 * started, so that it can take just that back when a later step fails.
 */
final class Bringing {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Site site;
    private final Consumer<String> progress;
    private final List<NetworkProcess> started = new ArrayList<>();
    private Settings settings;

    Bringing(Site site, Settings settings, Consumer<String> progress) {
        this.site = site;
        this.settings = settings;
        this.progress = progress;
    }

    Settings settings() {
        return settings;
    }

    private Fleet fleet() {
        return new Fleet(site, settings);
    }

    /** Makes keys and the channel's first block. */
    void makeChannel() throws IOException, InterruptedException {
        progress.accept("making keys of " + settings.organisations() + " organisations");
        Parallel.each(settings.organisations(), number -> Keys.make(site.organisation(number)));
        progress.accept("making the channel's first block");
        new Channel(site, settings).makeGenesisBlock();
    }

    /**
     * Starts orderers, peers and the chaincodes that are deployed, and waits until all are well.
     */
    void start() throws IOException, InterruptedException {
        new Configuration(site, settings.ports()).writeNodes();
        List<Member> members = fleet().members();
        int missing = begin(members);
        if (fleet().logKeeper().start()) {
            started.add(fleet().logKeeper());
        }
        progress.accept(
                missing == 0
                        ? "all " + members.size() + " processes run"
                        : "starting " + missing + " of " + members.size() + " processes");
        await(members);
    }

    private int begin(List<Member> members) throws IOException {
        int missing = 0;
        for (Member member : members) {
            if (member.process().start()) {
                started.add(member.process());
                missing++;
            }
        }
        return missing;
    }

    private static void await(List<Member> members) throws IOException, InterruptedException {
        for (Member member : members) {
            new Waiting(member.process(), PATIENCE).until("its start", member::whyUnhealthy);
        }
    }

    /** Has all nodes join the channel, which stands then. */
    void join() throws IOException, InterruptedException {
        progress.accept("joining the channel " + settings.channel());
        new Channel(site, settings).join();
    }

    void keep(Settings now) throws IOException {
        settings = now;
        settings.write(site);
    }

    /** Deploys a chaincode that is not on the channel yet. */
    void deploy(ChaincodeProgram program) throws IOException, InterruptedException {
        define(deployment(program, 1));
    }

    /**
     * Replaces a chaincode: the new processes run beside the old ones until its definition is
     * committed, so that no call finds none.
     */
    void upgrade(ChaincodeProgram program, Deployment old)
            throws IOException, InterruptedException {
        List<Member> before = fleet().chaincodes(old);
        define(deployment(program, old.sequence() + 1));
        progress.accept("stopping " + old.label());
        for (Member member : before) {
            member.process().stop();
        }
    }

    private void define(Deployment deployment) throws IOException, InterruptedException {
        progress.accept("starting chaincode " + deployment.label());
        Deploying deploying = new Deploying(site, settings, deployment);
        deploying.makePackages();
        List<Member> members = fleet().chaincodes(deployment);
        begin(members);
        progress.accept("installing chaincode " + deployment.label());
        deploying.install();
        await(members);
        progress.accept("approving chaincode " + deployment.label());
        deploying.approve();
        progress.accept("committing chaincode " + deployment.label());
        deploying.commit();
        keep(settings.with(deployment));
    }

    private Deployment deployment(ChaincodeProgram program, int sequence) {
        return new Deployment(
                program.name(),
                program.version(),
                program.command(),
                program.environment(),
                sequence,
                freePort());
    }

    /** The first of as many ports in a row as there are organisations. */
    private int freePort() {
        int count = settings.organisations();
        int first = settings.ports().firstChaincode();
        while (isUsed(first, count)) {
            first += count;
        }
        return first;
    }

    private boolean isUsed(int first, int count) {
        boolean ours =
                settings.chaincodes().stream()
                        .anyMatch(chaincode -> chaincode.firstPort() == first);
        if (ours) {
            return true;
        }
        for (int port = first; port < first + count; port++) {
            if (!Ports.isFree(port)) {
                return true;
            }
        }
        return false;
    }

    /** Stops what this has started. */
    void takeBack() throws IOException {
        for (NetworkProcess process : started) {
            process.tellToStop();
        }
        for (NetworkProcess process : started) {
            process.stop();
        }
    }
}
