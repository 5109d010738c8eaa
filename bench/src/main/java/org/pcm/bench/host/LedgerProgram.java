package org.pcm.bench.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pcm.bench.naive.NaiveServer;
import org.pcm.bench.process.Standby;
import org.pcm.chaincode.ChaincodeService;
import org.pcm.chaincode.TlsIdentity;
import org.pcm.devnode.Devnode;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.identity.TlsFiles;

/** The devnode with PCM's chaincode in one process, as {@code pcm devnode} has them. */
public final class LedgerProgram {
    static final String CHAINCODE = "pcm";
    static final String PROFILE = "profile";
    static final String BLOCKS = "blocks";
    static final String GENESIS = "genesis";
    private static final Duration TO_CONNECT = Duration.ofSeconds(30);

    private LedgerProgram() {}

    /**
     * Serves until its starter ends it.
     *
     * @param args the data folder, the naive chaincode's port
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        TlsFiles tls = Devnode.chaincodeTls(folder, CHAINCODE);
        try (ChaincodeService chaincode = ChaincodeService.start(service(tls));
                Devnode node =
                        Devnode.start(
                                Devnode.Options.in(folder)
                                        .withChaincode(
                                                CHAINCODE, endpoint(chaincode.address(), tls))
                                        .withChaincode(
                                                NaiveServer.CHAINCODE,
                                                endpoint("127.0.0.1:" + args[1], naive(folder))))) {
            await(node, CHAINCODE);
            await(node, NaiveServer.CHAINCODE);
            Standby.untilTheEnd(
                    Map.of(
                            PROFILE,
                            node.profile(CHAINCODE).toString(),
                            BLOCKS,
                            node.blockFile().toString(),
                            GENESIS,
                            node.genesisHash()));
        }
        System.exit(0); // the shim's threads never end by themselves
    }

    private static ChaincodeService.Options service(TlsFiles tls) {
        return ChaincodeService.Options.local(CHAINCODE + ":1")
                .withTls(new TlsIdentity(tls.certificate(), tls.key(), tls.root()));
    }

    private static TlsFiles naive(Path folder) throws IOException {
        return Devnode.chaincodeTls(folder, NaiveServer.CHAINCODE);
    }

    private static List<ChaincodeEndpoint> endpoint(String address, TlsFiles tls) {
        return List.of(ChaincodeEndpoint.tls(address, tls));
    }

    private static void await(Devnode node, String chaincode) throws InterruptedException {
        if (!node.awaitChaincode(chaincode, TO_CONNECT)) {
            throw new IllegalStateException("the chaincode " + chaincode + " did not connect");
        }
    }
}
