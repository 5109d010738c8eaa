package org.pcm.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.devnode.chaincode.ChaincodeEndpoint;
import org.pcm.devnode.identity.TlsFiles;

/** A chaincode that is not ours, in another language, on a devnode. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignChaincodeTest {
    private Path program;

    @TempDir private Path folder;

    @BeforeAll
    void install(@TempDir Path installed) throws Exception {
        Optional<String> missing = ForeignChaincode.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        ForeignChaincode.install(installed);
        program = installed;
    }

    private Devnode start(ChaincodeEndpoint... servers) throws Exception {
        Devnode node =
                Devnode.start(Devnode.Options.in(folder).withChaincode("assets", List.of(servers)));
        assertThat(node.awaitChaincode("assets", TestNetwork.PATIENCE)).isTrue();
        return node;
    }

    private static String submit(Contract contract, String function, String... args)
            throws Exception {
        return new String(contract.submitTransaction(function, args), StandardCharsets.UTF_8);
    }

    private static String evaluate(Contract contract, String function, String... args)
            throws Exception {
        return new String(contract.evaluateTransaction(function, args), StandardCharsets.UTF_8);
    }

    @Test
    void keeps_its_state_and_tells_its_events() throws Exception {
        try (ForeignChaincode chaincode = ForeignChaincode.start(program);
                Devnode node = start(chaincode.endpoint());
                Client client = Client.of(node)) {
            Contract assets = client.network().getContract("assets");
            SubmittedTransaction created =
                    assets.newProposal("create")
                            .addArguments("a1", "ann")
                            .build()
                            .endorse()
                            .submitAsync();
            assertThat(created.getStatus().getCode()).isEqualTo(TxValidationCode.VALID);

            assertThat(submit(assets, "transfer", "a1", "bob")).isEqualTo("ann");
            assertThat(evaluate(assets, "owner", "a1")).isEqualTo("bob");
            submit(assets, "create", "a2", "ann");
            submit(assets, "create", "a3", "ann");
            assertThat(evaluate(assets, "list", "a1", "a9")).isEqualTo("a1,a2,a3");
            assertThat(evaluate(assets, "page", "a1", "a9", "2", "")).isEqualTo("a1,a2 then a3");
            submit(assets, "remove", "a1");
            assertThatThrownBy(() -> evaluate(assets, "owner", "a1"))
                    .hasMessageContaining("the asset a1 does not exist");
            try (CloseableIterator<ChaincodeEvent> events =
                    client.network()
                            .newChaincodeEventsRequest("assets")
                            .startBlock(created.getStatus().getBlockNumber())
                            .build()
                            .getEvents()) {
                ChaincodeEvent event = events.next();
                assertThat(event.getEventName()).isEqualTo("created");
                assertThat(event.getPayload()).asString().isEqualTo("a1");
            }
        }
    }

    @Test
    void hears_in_a_peers_words_what_it_must_not_ask_for() throws Exception {
        try (ForeignChaincode chaincode = ForeignChaincode.start(program);
                Devnode node = start(chaincode.endpoint());
                Client client = Client.of(node)) {
            Contract assets = client.network().getContract("assets");

            assertThat(error(assets, "search", "{}"))
                    .contains("GET_QUERY_RESULT failed: transaction ID: ")
                    .endsWith(": ExecuteQuery not supported for leveldb");
            assertThat(error(assets, "secret", "a"))
                    .contains("GET_STATE failed: transaction ID: ")
                    .endsWith(": collection pcm/assets/vault could not be found");
            assertThat(error(assets, "pageAndPut", "a"))
                    .endsWith("paginated query. Writes are not allowed");
            assertThat(error(assets, "call", "none")).contains("INVOKE_CHAINCODE failed");
        }
    }

    private static String error(Contract contract, String function, String argument) {
        GatewayException error =
                catchThrowableOfType(
                        GatewayException.class, () -> evaluate(contract, function, argument));
        return error.getDetails().get(0).getMessage();
    }

    @Test
    void runs_once_for_each_organisation_and_must_agree() throws Exception {
        try (ForeignChaincode one = ForeignChaincode.start(program, "same");
                ForeignChaincode two = ForeignChaincode.start(program, "same");
                ForeignChaincode three = ForeignChaincode.start(program, "same");
                ForeignChaincode four = ForeignChaincode.start(program, "other");
                Devnode node =
                        start(one.endpoint(), two.endpoint(), three.endpoint(), four.endpoint());
                Client client = Client.of(node)) {
            Contract assets = client.network().getContract("assets");

            assertThat(submit(assets, "create", "a1", "ann")).isEqualTo("ann");
            assertThat(submit(assets, "whim", "a2")).isEqualTo("done");
            EndorseException error =
                    catchThrowableOfType(
                            EndorseException.class,
                            () ->
                                    assets.newProposal("whim")
                                            .addArguments("a3")
                                            .setEndorsingOrganizations(
                                                    "Org1MSP", "Org2MSP", "Org4MSP")
                                            .build()
                                            .endorse());
            assertThat(error.getDetails())
                    .map(ErrorDetail::getMessage)
                    .containsExactly("ProposalResponsePayloads do not match");
        }
    }

    @Test
    void is_reached_by_mutual_tls() throws Exception {
        TlsFiles tls = Devnode.chaincodeTls(folder, "assets");
        try (ForeignChaincode chaincode = ForeignChaincode.startTls(program, tls);
                Devnode node = start(ChaincodeEndpoint.tls(chaincode.address(), tls));
                Client client = Client.of(node)) {
            Contract assets = client.network().getContract("assets");

            assertThat(submit(assets, "create", "a1", "ann")).isEqualTo("ann");
        }
    }
}
