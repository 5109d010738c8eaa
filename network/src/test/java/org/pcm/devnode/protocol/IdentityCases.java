package org.pcm.devnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.hyperledger.fabric.client.identity.Signer;
import org.junit.jupiter.api.Test;
import org.pcm.devnode.Client;
import org.pcm.devnode.ClientIdentity;

/** Who may do something, and what the others are told. */
abstract class IdentityCases extends ProtocolCases {
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    @Test
    void a_client_of_any_organisation_may_submit() throws Exception {
        for (int org = 1; org <= 4; org++) {
            try (Client client = ledger().client(ledger().user(org))) {
                assertThat(submitted(client.propose("nothing"))).isEqualTo(ok("nothing"));
            }
        }
    }

    @Test
    void a_signature_by_another_key_is_refused() throws Exception {
        ClientIdentity mixed =
                new ClientIdentity(
                        "Org1MSP", ledger().user(1).certificate(), ledger().user(2).key());

        assertRefused("Org1MSP", mixed, "creator org [Org1MSP]");
    }

    @Test
    void a_certificate_under_another_organisations_name_is_refused() throws Exception {
        assertRefused("Org2MSP", ledger().user(1), "creator org unknown, creator is malformed");
    }

    @Test
    void an_organisation_that_is_not_on_the_channel_is_refused() throws Exception {
        assertRefused("Org5MSP", ledger().user(1), "creator org unknown, creator is malformed");
    }

    @Test
    void a_client_of_another_consortium_is_refused() throws Exception {
        assertRefused("Org1MSP", ledger().stranger(), "creator org unknown, creator is malformed");
    }

    private void assertRefused(String mspId, ClientIdentity identity, String why) throws Exception {
        assertRefused(mspId, identity, UnaryOperator.identity(), why);
    }

    private void assertRefused(
            String mspId, ClientIdentity identity, UnaryOperator<Signer> signing, String why)
            throws Exception {
        String message =
                "error validating proposal: access denied: channel ["
                        + ledger().channel()
                        + "] "
                        + why;
        try (Client client = ledger().client(mspId, identity, signing)) {
            assertThat(answer(() -> client.submit("put", "a", "b")))
                    .isEqualTo(
                            new Answer(
                                    "ABORTED",
                                    "failed to endorse transaction, see attached details for more"
                                            + " info",
                                    List.of("Org1MSP: " + message)));
            assertThat(answer(() -> client.evaluate("get", "a")))
                    .isEqualTo(
                            new Answer(
                                    "FAILED_PRECONDITION",
                                    "evaluate call to endorser returned error: " + message,
                                    List.of("Org1MSP: " + message)));
        }
    }

    @Test
    void a_signature_with_a_high_s_is_refused() throws Exception {
        assertRefused("Org1MSP", ledger().user(1), IdentityCases::highS, "creator org [Org1MSP]");
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
    void a_stranger_learns_nothing() throws Exception {
        String transaction = status(endorsed("nothing")).getTransactionId();
        try (Client stranger = ledger().client(ledger().stranger())) {
            Answer status =
                    answer(() ->
                            stranger.commitStatus(transaction, 5, TimeUnit.SECONDS)
                                    .getTransactionId());
            Throwable events =
                    catchThrowable(() -> stranger.network().getChaincodeEvents("kv").hasNext());

            assertThat(status)
                    .isEqualTo(
                            new Answer(
                                    "PERMISSION_DENIED",
                                    "Failed evaluating policy on signed data during check policy on"
                                            + " channel ["
                                            + ledger().channel()
                                            + "] with policy [/Channel/Application/Readers]:"
                                            + " [implicit policy evaluation failed - 0 sub-policies"
                                            + " were satisfied, but this policy requires 1 of the"
                                            + " 'Readers' sub-policies to be satisfied]",
                                    List.of()));
            assertThat(Status.fromThrowable(events).getCode())
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }
}
