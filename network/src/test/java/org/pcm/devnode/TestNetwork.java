package org.pcm.devnode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A devnode with the key-value chaincode and a client of the first organisation. */
record TestNetwork(RunningChaincode chaincode, Devnode node, Client client)
        implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    static TestNetwork start(Path folder) throws Exception {
        RunningChaincode chaincode = RunningChaincode.start("same");
        Devnode node =
                Devnode.start(Devnode.Options.in(folder).withChaincode("kv", chaincode.address()));
        if (!node.awaitChaincode("kv", PATIENCE)) {
            throw new IOException("the chaincode does not connect");
        }
        return new TestNetwork(chaincode, node, Client.of(node));
    }

    @Override
    public void close() throws IOException {
        client.close();
        node.close();
        chaincode.close();
    }
}
