package org.pcm.devnode;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pcm.devnode.block.Hashes;
import org.pcm.devnode.chaincode.Chaincode;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.deliver.BlockPump;
import org.pcm.devnode.deliver.DeliverService;
import org.pcm.devnode.fault.FaultRates;
import org.pcm.devnode.fault.Faults;
import org.pcm.devnode.gateway.GatewayParts;
import org.pcm.devnode.gateway.GatewayService;
import org.pcm.devnode.genesis.ChannelConfiguration;
import org.pcm.devnode.genesis.Genesis;
import org.pcm.devnode.identity.KeyFolder;
import org.pcm.devnode.identity.Membership;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.identity.SigningIdentity;
import org.pcm.devnode.identity.TlsFiles;
import org.pcm.devnode.ledger.Ledger;
import org.pcm.devnode.ordering.BlockMaker;
import org.pcm.devnode.ordering.Orderer;
import org.pcm.devnode.validation.BlockValidation;
import org.pcm.devnode.validation.EndorsementPolicy;
import org.pcm.devnode.validation.OwnEndorsements;
import org.pcm.devnode.validation.TransactionCheck;

/**
 * A Fabric in one process: started, used through its address by any Fabric client, closed. It may
 * be killed at any moment; started again on the same folder it goes on with every committed
 * transaction.
 *
 * <pre>{@code
 * Devnode.Options options = Devnode.Options.in(folder).withChaincode("pcm", "127.0.0.1:9999");
 * try (Devnode node = Devnode.start(options)) {
 *     node.awaitChaincode("pcm", Duration.ofSeconds(30));
 *     System.out.println(node.banner());
 * }
 * }</pre>
 */
public final class Devnode implements AutoCloseable {
    private static final int MAX_TRANSACTIONS = 500;
    private static final int MAX_MESSAGE_BYTES = 100 << 20;
    private static final long CLIENT_PING_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;

    private final Options options;
    private final FolderLock lock;
    private final KeyFolder keys;
    private final List<Organisation> organisations;
    private final Ledger ledger;
    private final Faults faults;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("devnode-timer").factory());
    private final Map<String, Chaincode> chaincodes = new LinkedHashMap<>();
    private final BlockPump pump;
    private final Orderer orderer;
    private final Server server;
    private final int port;

    /**
     * How to start a devnode.
     *
     * @param dataFolder keys, blocks and state; made if missing
     * @param host the address to listen at; loopback unless told otherwise
     * @param port 0 for any free one
     * @param tls whether clients connect by TLS
     * @param chaincodes the chaincodes defined on the channel, by name, each with one server for
     *     all organisations or one for each; with two or three, organisations share them in turn
     */
    public record Options(
            Path dataFolder,
            String host,
            int port,
            String channel,
            boolean tls,
            Map<String, List<ChaincodeEndpoint>> chaincodes,
            FaultRates faults) {

        /** Most servers of one chaincode: one for each organisation. */
        public static final int MAX_SERVERS = 4;

        public Options {
            Map<String, List<ChaincodeEndpoint>> copy = new LinkedHashMap<>();
            chaincodes.forEach((name, endpoints) -> copy.put(name, List.copyOf(endpoints)));
            copy.forEach((name, endpoints) -> {
                if (endpoints.isEmpty() || endpoints.size() > MAX_SERVERS) {
                    throw new IllegalArgumentException(
                            "chaincode " + name + " needs 1 to " + MAX_SERVERS + " servers");
                }
            });
            chaincodes = java.util.Collections.unmodifiableMap(copy);
        }

        /** The usual: channel {@code pcm}, TLS, any port on loopback, no chaincode, no faults. */
        public static Options in(Path dataFolder) {
            return new Options(dataFolder, "127.0.0.1", 0, "pcm", true, Map.of(), FaultRates.NONE);
        }

        public Options withHost(String newHost) {
            return new Options(dataFolder, newHost, port, channel, tls, chaincodes, faults);
        }

        public Options withPort(int newPort) {
            return new Options(dataFolder, host, newPort, channel, tls, chaincodes, faults);
        }

        public Options withChannel(String newChannel) {
            return new Options(dataFolder, host, port, newChannel, tls, chaincodes, faults);
        }

        public Options withTls(boolean newTls) {
            return new Options(dataFolder, host, port, channel, newTls, chaincodes, faults);
        }

        public Options withFaults(FaultRates newFaults) {
            return new Options(dataFolder, host, port, channel, tls, chaincodes, newFaults);
        }

        /** Adds a chaincode whose server is reached in plain text. */
        public Options withChaincode(String name, String address) {
            return withChaincode(name, List.of(ChaincodeEndpoint.plain(address)));
        }

        /** Adds a chaincode with its servers. */
        public Options withChaincode(String name, List<ChaincodeEndpoint> endpoints) {
            Map<String, List<ChaincodeEndpoint>> more = new LinkedHashMap<>(chaincodes);
            more.put(name, endpoints);
            return new Options(dataFolder, host, port, channel, tls, more, faults);
        }
    }

    private Devnode(Options options, FolderLock lock) throws IOException {
        this.options = options;
        this.lock = lock;
        this.keys = KeyFolder.open(options.dataFolder());
        this.organisations = keys.organisations();
        ChannelConfiguration configuration =
                new ChannelConfiguration(options.channel(), organisations, MAX_TRANSACTIONS);
        this.ledger = Ledger.open(options.dataFolder(), () -> Genesis.block(configuration));
        this.faults = new Faults(options.faults());
        this.pump = new BlockPump(ledger);
        for (Map.Entry<String, List<ChaincodeEndpoint>> entry : options.chaincodes().entrySet()) {
            chaincodes.put(entry.getKey(), new Chaincode(entry.getKey(), entry.getValue(), timer));
        }
        Membership membership = new Membership(organisations);
        OwnEndorsements endorsements = new OwnEndorsements();
        this.orderer = orderer(configuration, membership, endorsements);
        this.server = server(configuration, membership, endorsements);
        server.start();
        this.port = server.getPort();
    }

    /**
     * Starts a node. Its chaincodes may come later.
     *
     * @throws IOException when the folder is in use, unreadable or holds another channel, or the
     *     port is taken
     */
    public static Devnode start(Options options) throws IOException {
        if (options.tls()) {
            loadTlsMeanwhile();
        }
        FolderLock lock = FolderLock.take(options.dataFolder(), options.channel());
        try {
            return new Devnode(options, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The TLS library takes as long to load as everything else; it can do so beside it. */
    private static void loadTlsMeanwhile() {
        Thread.ofPlatform().daemon().name("tls-loader").start(OpenSsl::isAvailable);
    }

    private Orderer orderer(
            ChannelConfiguration configuration,
            Membership membership,
            OwnEndorsements endorsements) {
        TransactionCheck check =
                new TransactionCheck(
                        new EndorsementPolicy(membership, endorsements, configuration.majority()),
                        chaincodes::containsKey,
                        id -> ledger.find(id).isPresent());
        BlockMaker maker =
                new BlockMaker(
                        ledger,
                        new BlockValidation(check),
                        organisations.subList(0, configuration.quorum()));
        return new Orderer(options.channel(), membership, maker, MAX_TRANSACTIONS);
    }

    private Server server(
            ChannelConfiguration configuration, Membership membership, OwnEndorsements endorsements)
            throws IOException {
        GatewayParts parts =
                new GatewayParts(
                        options.channel(),
                        organisations,
                        configuration.majority(),
                        organisations.size() - configuration.quorum() + 1,
                        membership,
                        chaincodes,
                        ledger,
                        endorsements,
                        orderer,
                        pump,
                        faults,
                        this::address);
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.port()))
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .permitKeepAliveTime(CLIENT_PING_SECONDS, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .addService(new GatewayService(parts))
                        .addService(
                                new DeliverService(
                                        options.channel(), membership, ledger, pump, faults));
        if (options.tls()) {
            TlsFiles tls = keys.serverTls(options.host());
            builder.useTransportSecurity(tls.certificate().toFile(), tls.key().toFile());
        }
        return builder.build();
    }

    /** Where clients connect: host:port. */
    public String address() {
        return options.host() + ":" + port;
    }

    public String channel() {
        return options.channel();
    }

    /** The genesis block's hash in hex: what an auditor pins. */
    public String genesisHash() {
        return HexFormat.of()
                .formatHex(Hashes.headerHash(ledger.block(0).getHeader()).toByteArray());
    }

    /** How many blocks the channel has. */
    public long height() {
        return ledger.height();
    }

    /** The file with all blocks, as docs/blockfile.md describes it. */
    public Path blockFile() {
        return ledger.blockFile();
    }

    /** The certificate that a client must trust to connect by TLS, as PEM. */
    public Path tlsRoot() {
        return keys.tlsRoot();
    }

    /** Tells whether clients connect by TLS. */
    public boolean tls() {
        return options.tls();
    }

    /** The MSP ids of the organisations that endorse. */
    public List<String> endorsers() {
        return organisations.stream().map(Organisation::mspId).toList();
    }

    /**
     * An ordinary client of an organisation.
     *
     * @param organisation 1 to 4
     */
    public ClientIdentity clientIdentity(int organisation) {
        return of(organisations.get(organisation - 1).user());
    }

    /**
     * An administrator of an organisation.
     *
     * @param organisation 1 to 4
     */
    public ClientIdentity adminIdentity(int organisation) {
        return of(organisations.get(organisation - 1).admin());
    }

    private static ClientIdentity of(SigningIdentity identity) {
        return new ClientIdentity(identity.mspId(), identity.certificateFile(), identity.keyFile());
    }

    /** The faults to order from a test. */
    public Faults faults() {
        return faults;
    }

    /**
     * Waits until all servers of a chaincode have connected.
     *
     * @return false when one has not in time
     * @throws IllegalArgumentException when there is no such chaincode
     */
    public boolean awaitChaincode(String name, Duration timeout) throws InterruptedException {
        Chaincode chaincode = chaincodes.get(name);
        if (chaincode == null) {
            throw new IllegalArgumentException("no chaincode is called " + name);
        }
        return chaincode.await(timeout.toMillis());
    }

    /**
     * TLS files for a chaincode server under a data folder, which need not have been used yet: the
     * server shows the certificate and trusts the root, and so does the node, see {@link
     * ChaincodeEndpoint#tls}.
     */
    public static TlsFiles chaincodeTls(Path dataFolder, String chaincode) throws IOException {
        return KeyFolder.open(dataFolder).chaincodeTls(chaincode);
    }

    /**
     * Writes the connection profile that PCM's gateway reads, for the first organisation's client.
     *
     * @param chaincode the chaincode to speak to
     * @return the file, {@code connection.json} in the data folder
     */
    public Path profile(String chaincode) throws IOException {
        return new ConnectionProfile(this, chaincode)
                .write(options.dataFolder().resolve("connection.json"));
    }

    /** Addresses, identities and genesis hash, for people. */
    public String banner() {
        return Banner.of(this, options);
    }

    /** Orders what was taken, ends all streams and frees the folder. */
    @Override
    public void close() throws IOException {
        pump.close();
        server.shutdown();
        orderer.close();
        chaincodes.values().forEach(Chaincode::close);
        timer.shutdownNow();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow().awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        ledger.close();
        lock.close();
    }
}
