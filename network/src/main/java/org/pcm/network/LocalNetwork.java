package org.pcm.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.pcm.devnode.ClientIdentity;
import org.pcm.network.Fleet.Kind;
import org.pcm.network.Fleet.Member;
import org.pcm.network.folder.Deployment;
import org.pcm.network.folder.OrganisationFolder;
import org.pcm.network.folder.OrganisationFolder.IdentityFolder;
import org.pcm.network.folder.Ports;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.folder.Trees;
import org.pcm.network.lifecycle.Channel;
import org.pcm.network.process.NetworkFailure;
import org.pcm.network.process.NetworkProcess;
import org.pcm.network.process.Operations;
import org.pcm.network.programs.Release;

/**
 * A real Fabric network on this machine: several organisations that each run one orderer, one peer
 * and their own process of every chaincode. It runs on when this process ends, until it is told to
 * go down; brought up again on the same folder it goes on with every committed transaction.
 *
 * <pre>{@code
 * LocalNetwork network = LocalNetwork.up(
 *         LocalNetwork.Options.in(folder).withChaincode(ChaincodeProgram.of("pcm", command)),
 *         System.out::println);
 * Path profile = network.profile("pcm");
 * network.down();
 * }</pre>
 */
public final class LocalNetwork implements AutoCloseable {
    /** How long before a certificate's end to speak of it. */
    public static final Duration WARNING = Duration.ofDays(30);

    private static final int FEWEST = 4;
    private static final int MOST = 7;

    private final Site site;
    private Settings settings;

    /**
     * How to bring one up.
     *
     * @param data everything it keeps; made if missing
     * @param organisations 4 to 7; 0 as many as it has, 4 for a new one
     * @param basePort the first of the ports it uses; 0 those it has, any free ones for a new one
     * @param chaincodes deployed if they are not yet
     * @param release where to have Fabric's programs from, where they are not on this machine
     */
    public record Options(
            Path data,
            int organisations,
            int basePort,
            String channel,
            List<ChaincodeProgram> chaincodes,
            Release release) {
        public Options {
            if (organisations != 0 && (organisations < FEWEST || organisations > MOST)) {
                throw new IllegalArgumentException(
                        "a network has " + FEWEST + " to " + MOST + " organisations");
            }
            chaincodes = List.copyOf(chaincodes);
        }

        /** The usual: four organisations, any free ports, channel {@code pcm}, no chaincode. */
        public static Options in(Path data) {
            return new Options(data, 0, 0, "pcm", List.of(), Release.usual());
        }

        public Options withOrganisations(int count) {
            return new Options(data, count, basePort, channel, chaincodes, release);
        }

        public Options withBasePort(int port) {
            return new Options(data, organisations, port, channel, chaincodes, release);
        }

        public Options withRelease(Release other) {
            return new Options(data, organisations, basePort, channel, chaincodes, other);
        }

        /** Adds a chaincode. */
        public Options withChaincode(ChaincodeProgram program) {
            List<ChaincodeProgram> all = new ArrayList<>(chaincodes);
            all.add(program);
            return new Options(data, organisations, basePort, channel, all, release);
        }
    }

    private LocalNetwork(Site site, Settings settings) {
        this.site = site;
        this.settings = settings;
    }

    /**
     * Brings a network up: makes a new one, or starts what is missing of an old one. When that
     * fails, nothing is left of a new one and an old one is as it was.
     *
     * @param progress told of every step
     * @throws IOException saying what failed, with the last lines of its log
     */
    public static LocalNetwork up(Options options, Consumer<String> progress)
            throws IOException, InterruptedException {
        Site site = new Site(options.data());
        FabricPrograms programs = FabricPrograms.findOrDownload(options.release(), progress);
        boolean folderIsNew = !Files.exists(site.root());
        try {
            return SiteLock.alone(site, () -> upAlone(site, programs, options, progress));
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (folderIsNew && Settings.read(site).isEmpty()) {
                Trees.delete(site.root());
            }
            throw e;
        }
    }

    private static LocalNetwork upAlone(
            Site site, FabricPrograms programs, Options options, Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<Settings> old = usable(site);
        return old.isPresent()
                ? revived(site, same(old.get(), options), programs, options, progress)
                : made(site, programs, options, progress);
    }

    /** What is in the folder; the rest of a start that was cut short is cleared away. */
    private static Optional<Settings> usable(Site site) throws IOException {
        Optional<Settings> old = Settings.read(site);
        if (old.isPresent() && !old.get().established()) {
            new Fleet(site, old.get()).stop();
            clear(site);
            return Optional.empty();
        }
        return old;
    }

    private static Settings same(Settings old, Options options) throws NetworkFailure {
        boolean differs =
                (options.organisations() != 0 && options.organisations() != old.organisations())
                        || (options.basePort() != 0 && options.basePort() != old.basePort());
        if (differs) {
            throw new NetworkFailure(
                    "the network in "
                            + options.data()
                            + " has "
                            + old.organisations()
                            + " organisations and its ports from "
                            + old.basePort()
                            + " on; bring it up as it is, or another one in another folder");
        }
        return old;
    }

    private static LocalNetwork made(
            Site site, FabricPrograms programs, Options options, Consumer<String> progress)
            throws IOException, InterruptedException {
        int organisations = Math.max(options.organisations(), FEWEST);
        Ports ports =
                options.basePort() == 0
                        ? Ports.anyFree(organisations)
                        : new Ports(options.basePort(), organisations);
        Settings settings =
                new Settings(
                        organisations,
                        ports.base(),
                        options.channel(),
                        programs.folder().toAbsolutePath().toString(),
                        false,
                        List.of());
        requireEmpty(site);
        settings.write(site);
        Bringing bringing = new Bringing(site, settings, progress);
        try {
            bringing.makeChannel();
            bringing.start();
            bringing.join();
            deploy(bringing, options);
            bringing.keep(bringing.settings().asEstablished());
            return new LocalNetwork(site, bringing.settings());
        } catch (IOException | InterruptedException | RuntimeException e) {
            bringing.takeBack();
            clear(site);
            throw e;
        }
    }

    private static void requireEmpty(Site site) throws IOException {
        try (var inside = Files.list(site.root())) {
            if (inside.anyMatch(file -> !file.equals(site.lock()))) {
                throw new NetworkFailure(
                        site.root() + " holds something else; name another folder");
            }
        }
    }

    private static LocalNetwork revived(
            Site site,
            Settings old,
            FabricPrograms programs,
            Options options,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        Settings settings = old.withPrograms(programs.folder().toAbsolutePath().toString());
        Bringing bringing = new Bringing(site, settings, progress);
        try {
            bringing.keep(current(settings, options.chaincodes()));
            bringing.start();
            deploy(bringing, options);
            return new LocalNetwork(site, bringing.settings());
        } catch (IOException | InterruptedException | RuntimeException e) {
            bringing.takeBack();
            throw e;
        }
    }

    /** A chaincode's command may have changed place; its version changes by an upgrade alone. */
    private static Settings current(Settings settings, List<ChaincodeProgram> programs) {
        Settings now = settings;
        for (ChaincodeProgram program : programs) {
            Optional<Deployment> known = settings.chaincode(program.name());
            if (known.isPresent()) {
                now = now.with(known.get().runBy(program.command(), program.environment()));
            }
        }
        return now;
    }

    private static void deploy(Bringing bringing, Options options)
            throws IOException, InterruptedException {
        for (ChaincodeProgram program : options.chaincodes()) {
            if (bringing.settings().chaincode(program.name()).isEmpty()) {
                bringing.deploy(program);
            }
        }
    }

    private static void clear(Site site) throws IOException {
        List<Path> all;
        try (var inside = Files.list(site.root())) {
            all = inside.filter(file -> !file.equals(site.lock())).toList();
        }
        for (Path each : all) {
            Trees.delete(each);
        }
    }

    /** The network in a folder, whether it runs or not; empty when there is none. */
    public static Optional<LocalNetwork> in(Path data) throws IOException {
        Site site = new Site(data);
        return Settings.read(site).map(settings -> new LocalNetwork(site, settings));
    }

    /** Deploys a further chaincode on the running network, unless one of that name is there. */
    public void deploy(ChaincodeProgram program, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (settings.chaincode(program.name()).isEmpty()) {
            change(progress, bringing -> bringing.deploy(program));
        }
    }

    /**
     * Replaces a chaincode on the running network by another version, without a moment in which
     * calls find none.
     */
    public void upgrade(ChaincodeProgram program, Consumer<String> progress)
            throws IOException, InterruptedException {
        Deployment old =
                settings.chaincode(program.name())
                        .orElseThrow(() ->
                                new NetworkFailure("no chaincode is called " + program.name()));
        change(progress, bringing -> bringing.upgrade(program, old));
    }

    /** Something done to a running network. */
    private interface Change {
        void by(Bringing bringing) throws IOException, InterruptedException;
    }

    private void change(Consumer<String> progress, Change change)
            throws IOException, InterruptedException {
        settings =
                SiteLock.alone(site, () -> changed(new Bringing(site, settings, progress), change));
    }

    private static Settings changed(Bringing bringing, Change change)
            throws IOException, InterruptedException {
        try {
            change.by(bringing);
            return bringing.settings();
        } catch (IOException | InterruptedException | RuntimeException e) {
            bringing.takeBack();
            throw e;
        }
    }

    /** Stops all processes; what they keep stays. Twice is harmless. */
    public void down() throws IOException, InterruptedException {
        SiteLock.alone(
                site,
                () -> {
                    fleet().stop();
                    return site;
                });
    }

    /** As {@link #down}. */
    @Override
    public void close() throws IOException {
        try {
            down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes everything it keeps; it must be down. */
    public void clean() throws IOException {
        if (isRunning()) {
            throw new NetworkFailure("the network in " + site.root() + " runs; take it down first");
        }
        Trees.delete(site.root());
    }

    /** Whether any of its processes runs. */
    public boolean isRunning() throws IOException {
        for (Member member : fleet().members()) {
            if (member.process().isRunning()) {
                return true;
            }
        }
        return false;
    }

    /** How every process is. */
    public List<ProcessStatus> status() throws IOException, InterruptedException {
        List<ProcessStatus> all = new ArrayList<>();
        for (Member member : fleet().members()) {
            OptionalLong pid = member.process().pid();
            Optional<String> problem =
                    pid.isPresent() ? member.whyUnhealthy() : Optional.of("does not run");
            OptionalLong height =
                    pid.isEmpty() || member.kind() == Kind.CHAINCODE
                            ? OptionalLong.empty()
                            : Operations.height(member.port(), settings.channel());
            all.add(new ProcessStatus(member.process().name(), pid, height, problem));
        }
        return all;
    }

    /** Certificates that end within {@link #WARNING}. */
    public List<EndingCertificate> endingCertificates(Instant now) throws IOException {
        return EndingCertificate.within(WARNING, now, site, settings.organisations());
    }

    private Fleet fleet() {
        return new Fleet(site, settings);
    }

    /** All processes, in the order of {@link #status}. */
    public List<NetworkProcess> processes() throws IOException {
        return fleet().members().stream().map(Member::process).toList();
    }

    /**
     * A process by its name: {@code orderer1}, {@code peer1}, {@code chaincode1} and so on, and
     * {@code NAME-1} and so on for chaincodes after the first.
     */
    public NetworkProcess process(String name) throws IOException {
        return fleet().process(name)
                .orElseThrow(
                        () -> new NetworkFailure("no process of the network is called " + name));
    }

    /** The first organisation's profile for a chaincode. */
    public Path profile(String chaincode) throws IOException {
        return profile(1, chaincode);
    }

    /** An organisation's connection profile for a chaincode, written anew (docs/gateway.md). */
    public Path profile(int organisation, String chaincode) throws IOException {
        return new ConnectionProfile(site, settings, organisation, chaincode).write();
    }

    /** The genesis block's hash in hex: what an auditor pins. */
    public String genesisHash() throws IOException {
        return Channel.genesisHash(site);
    }

    public String channel() {
        return settings.channel();
    }

    /** How many organisations it has. */
    public int organisations() {
        return settings.organisations();
    }

    /** Its folder. */
    public Path data() {
        return site.root();
    }

    /** The chaincodes on its channel. */
    public List<Deployment> chaincodes() {
        return settings.chaincodes();
    }

    /** Where an organisation's peer listens: host:port. */
    public String peerAddress(int organisation) {
        return Site.HOST + ":" + settings.ports().peer(organisation);
    }

    /** Where an organisation's orderer listens: host:port. */
    public String ordererAddress(int organisation) {
        return Site.HOST + ":" + settings.ports().orderer(organisation);
    }

    /** The certificate that signed an organisation's TLS certificates, as PEM. */
    public Path tlsRoot(int organisation) {
        return site.organisation(organisation).tlsRoot();
    }

    /** An administrator of an organisation. */
    public ClientIdentity adminIdentity(int organisation) {
        OrganisationFolder org = site.organisation(organisation);
        return identity(org, org.admin());
    }

    /** An ordinary client of an organisation. */
    public ClientIdentity clientIdentity(int organisation) {
        OrganisationFolder org = site.organisation(organisation);
        return identity(org, org.user());
    }

    private static ClientIdentity identity(OrganisationFolder org, IdentityFolder member) {
        return new ClientIdentity(org.mspId(), member.certificate(), member.key());
    }

    /** The MSP ids of the organisations. */
    public List<String> endorsers() {
        return java.util.stream.IntStream.rangeClosed(1, settings.organisations())
                .mapToObj(number -> site.organisation(number).mspId())
                .toList();
    }

    /** How many blocks an organisation's peer has; empty when it does not answer. */
    public OptionalLong height(int organisation) throws InterruptedException {
        return Operations.height(settings.ports().peerOperations(organisation), settings.channel());
    }
}
