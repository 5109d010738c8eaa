package org.pcm.network;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pcm.network.Fleet.Member;
import org.pcm.network.folder.Coming;
import org.pcm.network.folder.Deployment;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Trees;
import org.pcm.network.lifecycle.Committed;
import org.pcm.network.lifecycle.Deploying;
import org.pcm.network.process.MarkedProcess;
import org.pcm.network.process.NetworkFailure;
import org.pcm.network.process.Waiting;

/**
 * The chaincodes' definitions. What is in force is what the channel says; our own file follows it.
 *
 * <p>A new definition is written down as coming, its processes are started beside the old ones,
 * then it is installed, approved and committed, and once every peer has moved to it the old
 * processes end. A peer commits a block only when no call is simulated, so one that has moved asks
 * them nothing more. A command that is killed on the way leaves what {@link #settle} ends.
 */
record Definitions(Undertaking work) {
    /** Deploys a chaincode that is not on the channel yet. */
    void deploy(ChaincodeProgram program) throws IOException, InterruptedException {
        bring(deployment(program, 1));
    }

    /** Replaces a chaincode by another version, without a moment in which calls find none. */
    void upgrade(ChaincodeProgram program) throws IOException, InterruptedException {
        Deployment old =
                work.settings()
                        .chaincode(program.name())
                        .orElseThrow(() ->
                                new NetworkFailure("no chaincode is called " + program.name()));
        bring(deployment(program, old.sequence() + 1));
        work.tell("stopping " + old.label());
        sweep();
    }

    private void bring(Deployment deployment) throws IOException, InterruptedException {
        work.keep(work.settings().withComing(new Coming(deployment, false)));
        try {
            prepare(deployment);
        } catch (IOException | InterruptedException | RuntimeException e) {
            giveUpAfter(e);
            throw e;
        }
        finish(new Coming(deployment, true));
    }

    /** Takes back what was begun; what fails there shall not hide why. */
    private void giveUpAfter(Exception why) {
        try {
            giveUp();
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** All that can be taken back. */
    private void prepare(Deployment deployment) throws IOException, InterruptedException {
        Deploying deploying = deploying(deployment);
        deploying.makePackages();
        work.tell("starting chaincode " + deployment.label());
        List<Member> members = work.fleet().chaincodes(deployment);
        work.start(members.stream().map(Member::process).toList());
        work.tell("installing chaincode " + deployment.label());
        deploying.install();
        Undertaking.await(members);
        work.tell("approving chaincode " + deployment.label());
        deploying.approve();
    }

    /** The step that cannot, and the wait until every peer has made it. */
    private void finish(Coming coming) throws IOException, InterruptedException {
        Deployment deployment = coming.deployment();
        work.keep(work.settings().withComing(coming));
        work.handOver();
        work.tell("committing chaincode " + deployment.label());
        deploying(deployment).commit();
        inForce(deployment);
    }

    private void inForce(Deployment deployment) throws IOException, InterruptedException {
        Committed committed = committed(deployment.name());
        for (Member peer : work.fleet().peers()) {
            new Waiting(peer.process(), Undertaking.PATIENCE)
                    .until(
                            "its move to " + deployment.label(),
                            () -> behind(committed.sequenceAt(peer.organisation()), deployment));
        }
        work.keep(work.settings().with(deployment));
    }

    private static Optional<String> behind(int sequence, Deployment deployment) {
        return sequence >= deployment.sequence()
                ? Optional.empty()
                : Optional.of("it has definition " + sequence);
    }

    private void giveUp() throws IOException {
        work.keep(work.settings().withComing(null));
        sweep();
    }

    /**
     * Ends what a command that was killed has left: a definition that is on the channel, or may
     * still come there, comes into force, any other is given up. All nodes must run.
     */
    void settle() throws IOException, InterruptedException {
        Coming coming = work.settings().coming();
        if (coming != null) {
            end(coming);
        }
        for (Deployment known : work.settings().chaincodes()) {
            int sequence = committed(known.name()).sequence();
            if (sequence > known.sequence()) {
                inForce(unknown(known.name(), sequence));
            }
        }
    }

    /** One that is on the channel, while our file is older than that. */
    private Deployment unknown(String chaincode, int sequence) throws IOException {
        work.tell(work.site().settings() + " is older than definition " + sequence);
        return Deploying.packaged(work.site(), chaincode, sequence)
                .orElseThrow(() ->
                        new NetworkFailure(
                                "definition "
                                        + sequence
                                        + " of "
                                        + chaincode
                                        + " is on the channel, and its packages are not in "
                                        + work.site().root()
                                        + "; put back a newer copy of the folder"));
    }

    private void end(Coming coming) throws IOException, InterruptedException {
        Deployment deployment = coming.deployment();
        if (committed(deployment.name()).sequence() >= deployment.sequence()) {
            work.tell(deployment.label() + " was committed when its command was cut short");
            inForce(deployment);
        } else if (coming.sent()) {
            work.tell("going on with " + deployment.label() + ", whose command was cut short");
            prepare(deployment);
            finish(coming);
        } else {
            work.tell("giving up " + deployment.label() + ", whose command was cut short");
            giveUp();
        }
    }

    /** Stops what runs and belongs to no definition in force, and deletes its files. */
    void sweep() throws IOException {
        List<String> wanted = work.fleet().names();
        MarkedProcess.stop(
                MarkedProcess.all(work.site()).stream()
                        .filter(process -> !wanted.contains(process.name()))
                        .toList());
        List<String> labels = work.settings().chaincodes().stream().map(Deployment::label).toList();
        for (int number = 1; number <= work.settings().organisations(); number++) {
            OrganisationFolder org = work.site().organisation(number);
            for (String label : org.chaincodes()) {
                if (!labels.contains(label)) {
                    Trees.delete(org.chaincode(label).root());
                }
            }
        }
    }

    private Deploying deploying(Deployment deployment) {
        return new Deploying(work.site(), work.settings(), deployment);
    }

    private Committed committed(String chaincode) {
        return new Committed(work.site(), work.settings(), chaincode);
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
        int count = work.settings().organisations();
        int first = work.settings().ports().firstChaincode();
        while (isUsed(first, count)) {
            first += count;
        }
        return first;
    }

    private boolean isUsed(int first, int count) {
        boolean ours =
                work.settings().chaincodes().stream()
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
}
