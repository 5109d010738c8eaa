package org.pcm.arbiter.chain;

import java.util.HexFormat;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.pcm.arbiter.block.InvalidTransaction;
import org.pcm.arbiter.block.Invocation;
import org.pcm.arbiter.block.Malformed;
import org.pcm.arbiter.block.Transaction;
import org.pcm.arbiter.block.TransactionHeader;
import org.pcm.arbiter.channel.ChannelConfig;
import org.pcm.arbiter.channel.Identity;
import org.pcm.arbiter.signature.Sha256;

/**
 * The rules that give a transaction its validation code before the state is looked at, in the order
 * in which a Fabric peer asks them: form, creator's signature, transaction id, proposal,
 * duplicates, endorsements.
 */
final class TransactionRules {
    private final ChannelConfig config;
    private final EndorsementRules endorsements;

    TransactionRules(ChannelConfig config, NamespacePolicies policies) {
        this.config = config;
        endorsements = new EndorsementRules(config, policies);
    }

    /**
     * Judges one transaction.
     *
     * @param used whether an earlier block holds a transaction of that id
     * @param changes what earlier transactions of the block changed
     */
    Judgement judge(Transaction transaction, Predicate<String> used, KeyPolicyChanges changes)
            throws Unsupported {
        try {
            TransactionHeader header = checkHeader(transaction);
            checkCreator(transaction, header);
            if (header.type() == HeaderType.CONFIG_VALUE) {
                return Judgement.VALID;
            }
            if (header.type() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
                return new Judgement(
                        TxValidationCode.UNSUPPORTED_TX_PAYLOAD, "a type that no ledger takes");
            }
            if (!txId(header).equals(header.txId())) {
                return new Judgement(
                        TxValidationCode.BAD_PROPOSAL_TXID,
                        "the id is not the hash of nonce and creator");
            }
            transaction.action();
            if (used.test(header.txId())) {
                return new Judgement(
                        TxValidationCode.DUPLICATE_TXID, "an earlier block has this id");
            }
            return endorsements.judge(transaction.invocation(), changes);
        } catch (InvalidTransaction e) {
            return new Judgement(e.code(), e.why());
        } catch (Malformed e) {
            return new Judgement(TxValidationCode.BAD_CREATOR_SIGNATURE, e.why());
        }
    }

    /** Whether a valid call's answer and event are its chaincode's. */
    boolean speaksForChaincode(Invocation call) throws Unsupported {
        return endorsements.speaksForChaincode(call);
    }

    /** Whether the envelope is intact and its creator, a valid member, signed it. */
    boolean isSignedByCreator(Transaction transaction) {
        try {
            checkCreator(transaction, transaction.header());
            return true;
        } catch (InvalidTransaction | Malformed e) {
            return false;
        }
    }

    /** The id that Fabric demands: hex SHA-256 of nonce and creator. */
    private static String txId(TransactionHeader header) {
        return HexFormat.of().formatHex(Sha256.of(header.nonce(), header.creator()).toByteArray());
    }

    private static TransactionHeader checkHeader(Transaction transaction)
            throws InvalidTransaction, Malformed {
        TransactionHeader header = transaction.header();
        boolean known =
                header.type() == HeaderType.ENDORSER_TRANSACTION_VALUE
                        || header.type() == HeaderType.CONFIG_VALUE
                        || header.type() == HeaderType.CONFIG_UPDATE_VALUE;
        if (!known
                || header.epoch() != 0
                || header.nonce().isEmpty()
                || header.creator().isEmpty()) {
            throw new InvalidTransaction(
                    TxValidationCode.BAD_COMMON_HEADER,
                    "the header's type, epoch, nonce or creator is not allowed");
        }
        return header;
    }

    private void checkCreator(Transaction transaction, TransactionHeader header)
            throws InvalidTransaction, Malformed {
        if (!header.channel().equals(config.channel())) {
            throw new Malformed("it belongs to another channel");
        }
        Identity creator = config.organisations().identify(header.creator());
        if (!creator.isValid()) {
            throw new Malformed("its creator is no valid member: " + creator.fault());
        }
        var envelope = transaction.envelope();
        if (!creator.signed(envelope.getSignature(), envelope.getPayload())) {
            throw new Malformed("its creator's signature is not good");
        }
    }
}
