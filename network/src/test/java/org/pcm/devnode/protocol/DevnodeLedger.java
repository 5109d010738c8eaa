package org.pcm.devnode.protocol;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pcm.devnode.Client;
import org.pcm.devnode.ClientIdentity;
import org.pcm.devnode.Devnode;
import org.pcm.devnode.RunningChaincode;

/** A devnode as the ledger under test; each organisation has its own chaincode server. */
record DevnodeLedger(List<RunningChaincode> chaincodes, Devnode node, ClientIdentity stranger)
        implements LedgerUnderTest {
    /** The server's side of gRPC would print a trace for each message that is too large. */
    private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static DevnodeLedger start(Path folder) throws Exception {
        GRPC_LOG.setLevel(Level.OFF);
        List<RunningChaincode> chaincodes = new ArrayList<>();
        for (int organisation = 1; organisation <= Devnode.Options.MAX_SERVERS; organisation++) {
            chaincodes.add(RunningChaincode.start("of organisation " + organisation));
        }
        Devnode node =
                Devnode.start(
                        Devnode.Options.in(folder.resolve("node"))
                                .withChaincode(
                                        CHAINCODE,
                                        chaincodes.stream()
                                                .map(RunningChaincode::endpoint)
                                                .toList()));
        if (!node.awaitChaincode(CHAINCODE, PATIENCE)) {
            throw new IOException("the chaincode does not connect");
        }
        return new DevnodeLedger(chaincodes, node, Strangers.in(folder.resolve("elsewhere")));
    }

    @Override
    public String channel() {
        return node.channel();
    }

    @Override
    public ManagedChannel connect() throws IOException {
        return Client.channel(node);
    }

    @Override
    public ClientIdentity user(int organisation) {
        return node.clientIdentity(organisation);
    }

    @Override
    public void close() throws IOException {
        node.close();
        chaincodes.forEach(RunningChaincode::close);
    }
}
