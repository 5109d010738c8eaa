package org.pcm.devnode.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.pcm.devnode.chaincode.Invocation;
import org.pcm.devnode.crypto.Sha256;

/**
 * A proposal taken apart.
 *
 * @param payload the part that goes into the transaction: the proposal's without its transient data
 */
record Proposed(
        SignedProposal signed,
        Header header,
        ChannelHeader channelHeader,
        SignatureHeader signatureHeader,
        String chaincode,
        ChaincodeInput input,
        ByteString payload) {

    /** Why a proposal cannot be taken apart. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Malformed(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        /**
         * As the client is told.
         *
         * @param prefix what was being done
         */
        RpcError toError(String prefix) {
            return new RpcError(Code.INVALID_ARGUMENT, prefix + why);
        }
    }

    /**
     * Takes a proposal apart.
     *
     * @throws Malformed when it does not parse or lacks a part
     */
    static Proposed read(SignedProposal signed) throws Malformed {
        try {
            return parse(signed);
        } catch (InvalidProtocolBufferException e) {
            throw new Malformed(
                    "error unmarshalling Proposal: proto: cannot parse invalid wire-format data");
        }
    }

    private static Proposed parse(SignedProposal signed)
            throws InvalidProtocolBufferException, Malformed {
        Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
        Header header = Header.parseFrom(proposal.getHeader());
        ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
        SignatureHeader signature = SignatureHeader.parseFrom(header.getSignatureHeader());
        ByteString input = ChaincodeProposalPayload.parseFrom(proposal.getPayload()).getInput();
        ChaincodeInvocationSpec spec = ChaincodeInvocationSpec.parseFrom(input);
        ChaincodeHeaderExtension extension =
                ChaincodeHeaderExtension.parseFrom(channel.getExtension());
        if (channel.getChannelId().isEmpty()) {
            throw new Malformed("no channel id provided");
        }
        String chaincode = spec.getChaincodeSpec().getChaincodeId().getName();
        if (chaincode.isEmpty() || !extension.getChaincodeId().getName().equals(chaincode)) {
            throw new Malformed(
                    "no chaincode name is provided, channel id [" + channel.getChannelId() + "]");
        }
        return new Proposed(
                signed,
                header,
                channel,
                signature,
                chaincode,
                spec.getChaincodeSpec().getInput(),
                ChaincodeProposalPayload.newBuilder().setInput(input).build().toByteString());
    }

    String channel() {
        return channelHeader.getChannelId();
    }

    String transactionId() {
        return channelHeader.getTxId();
    }

    /** What binds an endorsement to this proposal: over the headers' bytes as they came. */
    byte[] hash() {
        return Sha256.of(
                header.getChannelHeader().toByteArray(),
                header.getSignatureHeader().toByteArray(),
                payload.toByteArray());
    }

    Invocation invocation() {
        return new Invocation(channel(), transactionId(), input, signed);
    }
}
