package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.identity.Signer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may do something, and what the others are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentitiesTest {
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private TestNetwork network;
    private Devnode node;

    @TempDir private Path elsewhere;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        network = TestNetwork.start(folder);
        node = network.node();
    }

    @AfterAll
    void stop() throws Exception {
        network.close();
    }

    @Test
    void a_client_of_any_organisation_may_submit() throws Exception {
        for (int org = 1; org <= 4; org++) {
            try (Client client = Client.of(node, node.clientIdentity(org))) {
                assertThat(client.submit("put", "by", "org" + org)).isEqualTo("org" + org);
            }
        }
    }

    @Test
    void a_signature_by_another_key_is_refused() throws Exception {
        ClientIdentity mixed =
                new ClientIdentity(
                        "Org1MSP",
                        node.clientIdentity(1).certificate(),
                        node.clientIdentity(2).key());

        assertRefused("Org1MSP", mixed, "creator org [Org1MSP]");
    }

    @Test
    void a_certificate_under_another_organisations_name_is_refused() throws Exception {
        assertRefused("Org2MSP", node.clientIdentity(1), "creator org [Org2MSP]");
    }

    @Test
    void an_organisation_that_is_not_on_the_channel_is_refused() throws Exception {
        assertRefused(
                "Org5MSP", node.clientIdentity(1), "creator org unknown, creator is malformed");
    }

    @Test
    void a_client_of_another_devnode_is_refused() throws Exception {
        try (Devnode other = Devnode.start(Devnode.Options.in(elsewhere))) {
            assertRefused("Org1MSP", other.clientIdentity(1), "creator org [Org1MSP]");
        }
    }

    private void assertRefused(String mspId, ClientIdentity identity, String why)
            throws IOException, GeneralSecurityException {
        String message = "error validating proposal: access denied: channel [pcm] " + why;
        try (Client client = Client.of(node, mspId, identity, UnaryOperator.identity())) {
            EndorseException endorsement =
                    catchThrowableOfType(
                            EndorseException.class, () -> client.submit("put", "a", "b"));
            GatewayException evaluation =
                    catchThrowableOfType(GatewayException.class, () -> client.evaluate("get", "a"));

            assertThat(endorsement.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
            assertThat(endorsement.getDetails().get(0).getMessage()).isEqualTo(message);
            assertThat(evaluation.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(evaluation.getStatus().getDescription())
                    .isEqualTo("evaluate call to endorser returned error: " + message);
        }
    }

    @Test
    void a_signature_with_a_high_s_is_refused() throws Exception {
        try (Client client =
                Client.of(node, "Org1MSP", node.clientIdentity(1), IdentitiesTest::highS)) {
            EndorseException error =
                    catchThrowableOfType(
                            EndorseException.class, () -> client.submit("put", "a", "b"));

            assertThat(error.getDetails().get(0).getMessage())
                    .endsWith("access denied: channel [pcm] creator org [Org1MSP]");
        }
    }

    /** The other signature that mathematics allows. */
    private static Signer highS(Signer signer) {
        return digest -> {
            try {
                BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(ORDER, signer.sign(digest));
                return StandardDSAEncoding.INSTANCE.encode(ORDER, rs[0], ORDER.subtract(rs[1]));
            } catch (IOException e) {
                throw new GeneralSecurityException(e);
            }
        };
    }

    @Test
    void a_stranger_learns_no_commit_status() throws Exception {
        String transaction =
                network.client()
                        .propose("put", "watched", "1")
                        .endorse()
                        .submitAsync()
                        .getTransactionId();
        assertThat(transaction).hasSize(64);
        try (Devnode other = Devnode.start(Devnode.Options.in(elsewhere));
                Client stranger =
                        Client.of(
                                node,
                                "Org1MSP",
                                other.clientIdentity(1),
                                UnaryOperator.identity())) {
            Throwable error =
                    catchThrowableOfType(
                            Throwable.class,
                            () -> {
                                var events = stranger.network().getChaincodeEvents("kv");
                                events.hasNext();
                            });

            assertThat(Status.fromThrowable(error).getCode())
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }
}
