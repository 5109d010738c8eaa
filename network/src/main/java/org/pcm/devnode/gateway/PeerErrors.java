package org.pcm.devnode.gateway;

import java.util.function.Supplier;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.pcm.devnode.identity.Organisation;

/** Says which peer said what. All of a devnode's peers live at its one address. */
final class PeerErrors {
    private final Supplier<String> address;

    PeerErrors(Supplier<String> address) {
        this.address = address;
    }

    ErrorDetail detail(Organisation org, String message) {
        return ErrorDetail.newBuilder()
                .setAddress(address.get())
                .setMspId(org.mspId())
                .setMessage(message)
                .build();
    }
}
