package org.pcm.devnode.validation;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.pcm.devnode.identity.Membership;
import org.pcm.devnode.identity.Membership.Member;
import org.pcm.devnode.identity.Role;

/** The channel's policy for every chaincode: peers of so many organisations have endorsed. */
public final class EndorsementPolicy {
    private final Membership membership;
    private final OwnEndorsements own;
    private final int organisations;

    public EndorsementPolicy(Membership membership, OwnEndorsements own, int organisations) {
        this.membership = membership;
        this.own = own;
        this.organisations = organisations;
    }

    /** Tells whether the endorsements of a proposal response suffice; bad ones do not count. */
    boolean satisfied(List<Endorsement> endorsements, byte[] response) {
        ByteString hash = OwnEndorsements.hash(response);
        Set<String> endorsed = new HashSet<>();
        for (Endorsement endorsement : endorsements) {
            if (membership.judge(endorsement.getEndorser()) instanceof Member member
                    && member.role() == Role.PEER
                    && !endorsed.contains(member.mspId())
                    && (own.made(endorsement, hash) || genuine(endorsement, member, response))) {
                endorsed.add(member.mspId());
            }
        }
        return endorsed.size() >= organisations;
    }

    private static boolean genuine(Endorsement endorsement, Member member, byte[] response) {
        return member.signed(
                endorsement.getSignature(), response, endorsement.getEndorser().toByteArray());
    }
}
