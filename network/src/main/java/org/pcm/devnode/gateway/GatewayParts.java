package org.pcm.devnode.gateway;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pcm.devnode.chaincode.Chaincode;
import org.pcm.devnode.deliver.BlockPump;
import org.pcm.devnode.fault.Faults;
import org.pcm.devnode.identity.Membership;
import org.pcm.devnode.identity.Organisation;
import org.pcm.devnode.ledger.Ledger;
import org.pcm.devnode.ordering.Orderer;
import org.pcm.devnode.validation.OwnEndorsements;

/**
 * What the gateway works with.
 *
 * @param majority how many organisations endorse when a client names none
 * @param refusals how many orderers must refuse before a transaction cannot be ordered any more
 * @param address where this node listens, for error details
 */
public record GatewayParts(
        String channel,
        List<Organisation> organisations,
        int majority,
        int refusals,
        Membership membership,
        Map<String, Chaincode> chaincodes,
        Ledger ledger,
        OwnEndorsements endorsements,
        Orderer orderer,
        BlockPump pump,
        Faults faults,
        Supplier<String> address) {

    public GatewayParts {
        organisations = List.copyOf(organisations);
        chaincodes = Map.copyOf(chaincodes);
    }
}
