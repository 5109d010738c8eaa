package org.pcm.devnode.protocol;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.identity.Signer;
import org.pcm.devnode.Client;
import org.pcm.devnode.ClientIdentity;

/**
 * A channel of four organisations on which the key-value chaincode is committed as {@code kv},
 * endorsed by a majority. The devnode is one; a real network is another. What a case expects of it,
 * it expects of both.
 */
interface LedgerUnderTest extends AutoCloseable {
    /** The name of the chaincode. */
    String CHAINCODE = "kv";

    String channel();

    /** A connection to the gateway peer of the first organisation; its receiver closes it. */
    ManagedChannel connect() throws IOException;

    /**
     * An ordinary client of an organisation.
     *
     * @param organisation 1 to 4
     */
    ClientIdentity user(int organisation);

    /** Somebody who calls himself a client of the first organisation, of another consortium. */
    ClientIdentity stranger();

    /** The first organisation's client, connected. */
    default Client client() throws IOException, GeneralSecurityException {
        return client(user(1));
    }

    default Client client(ClientIdentity identity) throws IOException, GeneralSecurityException {
        return client(identity.mspId(), identity, UnaryOperator.identity());
    }

    /** A client that names an MSP and signs through whatever is made of its signer. */
    default Client client(String mspId, ClientIdentity identity, UnaryOperator<Signer> signing)
            throws IOException, GeneralSecurityException {
        return Client.of(connect(), channel(), mspId, identity, signing);
    }

    /** The MSP id of an organisation. */
    default String mspId(int organisation) {
        return user(organisation).mspId();
    }

    @Override
    void close() throws IOException;
}
