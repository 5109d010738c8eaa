package org.pcm.network.lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.pcm.network.folder.Deployment;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.process.Command;
import org.pcm.network.process.NetworkFailure;
import org.pcm.network.process.Parallel;

/**
 * Fabric's chaincode life cycle: every organisation installs its package and approves the
 * definition, then one of them commits it for all. Each step may be done again.
 */
public record Deploying(Site site, Settings settings, Deployment deployment) {
    /** Makes every organisation's package. */
    public void makePackages() throws IOException, InterruptedException {
        Parallel.each(
                settings.organisations(),
                number -> ChaincodePackage.make(site.organisation(number), deployment));
    }

    /** A deployment whose packages are there, though nobody wrote down that it is in force. */
    public static Optional<Deployment> packaged(Site site, String chaincode, int sequence)
            throws IOException {
        OrganisationFolder first = site.organisation(1);
        for (String label : first.chaincodes()) {
            Optional<Deployment> packaged =
                    ChaincodePackage.deployment(first, label)
                            .filter(each -> each.name().equals(chaincode))
                            .filter(each -> each.sequence() == sequence);
            if (packaged.isPresent()) {
                return packaged;
            }
        }
        return Optional.empty();
    }

    /** The id of an organisation's package, which must have been made. */
    public static String packageId(Site site, int organisation, Deployment deployment)
            throws IOException {
        return ChaincodePackage.id(site.organisation(organisation), deployment);
    }

    /** Every organisation installs its package. */
    public void install() throws IOException, InterruptedException {
        Parallel.each(settings.organisations(), this::install);
    }

    private void install(int number) throws IOException, InterruptedException {
        Administrator admin = administrator(number);
        String archive = admin.organisation().chaincode(deployment.label()).archive().toString();
        retry(
                attempt -> admin.peer(List.of("lifecycle", "chaincode", "install", archive)),
                said -> said.contains("already successfully installed"),
                "installing " + deployment.label() + " at peer" + number);
    }

    /** Every organisation approves, all at a time: each writes only what is its own. */
    public void approve() throws IOException, InterruptedException {
        Parallel.each(settings.organisations(), this::approve);
    }

    private void approve(int number) throws IOException, InterruptedException {
        Administrator admin = administrator(number);
        List<String> more =
                List.of(
                        "--package-id",
                        packageId(site, number, deployment),
                        "--peerAddresses",
                        admin.peerAddress(number),
                        "--tlsRootCertFiles",
                        admin.organisation().tlsRoot().toString());
        retry(
                attempt -> admin.peer(definition("approveformyorg", admin, attempt, more)),
                said ->
                        said.contains("attempted to redefine")
                                && !said.contains("with different parameters"),
                "approving " + deployment.label() + " for Org" + number);
    }

    /** The first organisation commits what all have approved; every peer has it on return. */
    public void commit() throws IOException, InterruptedException {
        Administrator admin = administrator(1);
        retry(
                attempt -> admin.peer(definition("commit", admin, attempt, admin.atAllPeers())),
                said ->
                        said.contains(
                                "but new definition must be sequence "
                                        + (deployment.sequence() + 1)),
                "committing " + deployment.label());
    }

    private Administrator administrator(int number) {
        return new Administrator(site, settings, number);
    }

    private List<String> definition(
            String verb, Administrator admin, int attempt, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("lifecycle", "chaincode", verb));
        arguments.addAll(admin.atOrderer(attempt));
        arguments.addAll(
                List.of(
                        "--channelID",
                        settings.channel(),
                        "--name",
                        deployment.name(),
                        "--version",
                        deployment.version(),
                        "--sequence",
                        "" + deployment.sequence()));
        arguments.addAll(more);
        return arguments;
    }

    /** A network that has just started refuses at first: its orderers have yet to agree. */
    private static void retry(IntFunction<Command> attempts, Predicate<String> already, String what)
            throws IOException, InterruptedException {
        Predicate<Command.Ended> done = ended -> ended.done() || already.test(ended.output());
        Command.Ended ended = Retry.until(done, attempts);
        if (!done.test(ended)) {
            throw new NetworkFailure(what + " failed:\n" + ended.lastLines());
        }
    }
}
