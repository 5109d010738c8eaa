package org.pcm.devnode.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.pcm.devnode.Client;

/**
 * Cases that hold on every ledger; a runner says on which. They share one channel, so each uses
 * keys of its own.
 */
abstract class ProtocolCases {
    private static final String MISMATCH = "ProposalResponsePayloads do not match";
    private static final String PROCESSED = "request already processed";
    private static final int ATTEMPTS = 50;
    private static final long PATIENCE_SECONDS = 60;

    private Client client;

    abstract LedgerUnderTest ledger();

    @BeforeEach
    final void connect() throws Exception {
        client = ledger().client();
    }

    @AfterEach
    final void disconnect() {
        client.close();
    }

    /** The first organisation's client. */
    final Client client() {
        return client;
    }

    final Contract contract() {
        return client.network().getContract(LedgerUnderTest.CHAINCODE);
    }

    final Blocks blocks() {
        return new Blocks(client, ledger().channel());
    }

    final Answer submitted(String function, String... args) throws Exception {
        return submitted(client.propose(function, args));
    }

    /** Endorses and submits, and waits for the commit. */
    final Answer submitted(Proposal proposal) throws Exception {
        Transaction transaction;
        try {
            transaction = endorsed(proposal);
        } catch (EndorseException e) {
            return Answer.of(e);
        }
        Status status = status(transaction);
        return status.isSuccessful()
                ? ok(text(transaction.getResult()))
                : new Answer(status.getCode().name(), "", List.of());
    }

    final Answer evaluated(String function, String... args) throws Exception {
        return Answer.to(() -> client.evaluate(function, args));
    }

    final Transaction endorsed(String function, String... args) throws EndorseException {
        return endorsed(client.propose(function, args));
    }

    /**
     * Endorses a proposal. On a real network a commit is known to one peer before the others have
     * it, so that their answers differ for a moment.
     */
    final Transaction endorsed(Proposal proposal) throws EndorseException {
        for (int attempt = 1; ; attempt++) {
            try {
                return proposal.endorse();
            } catch (EndorseException e) {
                boolean lagging =
                        e.getDetails().stream().anyMatch(d -> d.getMessage().equals(MISMATCH));
                if (!lagging || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Endorsed by exactly these organisations. */
    final Proposal proposedTo(String[] mspIds, String function, String... args) {
        return contract()
                .newProposal(function)
                .addArguments(args)
                .setEndorsingOrganizations(mspIds)
                .build();
    }

    /**
     * Submits a transaction and tells what became of it. On a real network an orderer that is late
     * calls processed what the others have ordered meanwhile, and the gateway may take that for a
     * refusal: then only the ledger knows.
     */
    final Status status(Transaction transaction) throws Exception {
        try {
            return transaction.submitAsync().getStatus();
        } catch (SubmitException e) {
            if (!wasProcessed(e.getDetails().stream().map(ErrorDetail::getMessage).toList())) {
                throw e;
            }
            return client.commitStatus(
                    transaction.getTransactionId(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Tells whether an orderer has refused a transaction only because it was ordered already. */
    static boolean wasProcessed(List<String> messages) {
        return messages.stream().anyMatch(message -> message.endsWith(PROCESSED));
    }

    final TxValidationCode code(Transaction transaction) throws Exception {
        return status(transaction).getCode();
    }

    final Answer answer(Callable<String> call) throws Exception {
        return Answer.to(call);
    }

    static Answer ok(String text) {
        return Answer.ok(text);
    }
}
