package org.pcm.devnode.gateway;

import java.util.HexFormat;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.pcm.devnode.block.Hashes;
import org.pcm.devnode.identity.Membership;
import org.pcm.devnode.ledger.Ledger;

/** What an endorsing peer checks before it runs anything, in its order and its words. */
final class ProposalCheck {
    private final Membership membership;
    private final Ledger ledger;

    ProposalCheck(Membership membership, Ledger ledger) {
        this.membership = membership;
        this.ledger = ledger;
    }

    /** Why the proposal is refused; empty when it is not. */
    Optional<String> refusal(Proposed proposed) {
        return malformed(proposed)
                .or(() -> denied(proposed))
                .map(why -> "error validating proposal: " + why)
                .or(() -> duplicate(proposed));
    }

    private static Optional<String> malformed(Proposed proposed) {
        ChannelHeader header = proposed.channelHeader();
        if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            return Optional.of("invalid header type " + HeaderType.forNumber(header.getType()));
        }
        if (header.getEpoch() != 0) {
            return Optional.of("epoch is non-zero");
        }
        if (proposed.signatureHeader().getNonce().isEmpty()) {
            return Optional.of("nonce is empty");
        }
        if (proposed.signatureHeader().getCreator().isEmpty()) {
            return Optional.of("creator is empty");
        }
        String expected =
                Hashes.transactionId(
                        proposed.signatureHeader().getNonce(),
                        proposed.signatureHeader().getCreator());
        return expected.equals(header.getTxId())
                ? Optional.empty()
                : Optional.of(
                        "incorrectly computed txid '"
                                + header.getTxId()
                                + "' -- expected '"
                                + expected
                                + "'");
    }

    private Optional<String> denied(Proposed proposed) {
        String denied = "access denied: channel [" + proposed.channel() + "] creator org ";
        return switch (membership.judge(proposed.signatureHeader().getCreator())) {
            case Membership.Stranger() -> Optional.of(denied + "unknown, creator is malformed");
            case Membership.Impostor(String mspId) -> Optional.of(denied + "[" + mspId + "]");
            case Membership.Member member ->
                    member.signed(
                                    proposed.signed().getSignature(),
                                    proposed.signed().getProposalBytes().toByteArray())
                            ? Optional.empty()
                            : Optional.of(denied + "[" + member.mspId() + "]");
        };
    }

    private Optional<String> duplicate(Proposed proposed) {
        return ledger.find(proposed.transactionId())
                .map(status ->
                        "duplicate transaction found ["
                                + proposed.transactionId()
                                + "]. Creator ["
                                + HexFormat.of()
                                        .formatHex(
                                                proposed.signatureHeader()
                                                        .getCreator()
                                                        .toByteArray())
                                + "]");
    }
}
