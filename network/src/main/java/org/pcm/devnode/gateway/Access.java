package org.pcm.devnode.gateway;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import org.pcm.devnode.identity.Membership;

/** Lets members of the channel read, as its Readers policy says. */
final class Access {
    private final String channel;
    private final Membership membership;

    Access(String channel, Membership membership) {
        this.channel = channel;
        this.membership = membership;
    }

    /**
     * Checks the signature under a request.
     *
     * @throws RpcError PERMISSION_DENIED
     */
    void check(String asked, ByteString identity, ByteString signature, ByteString request)
            throws RpcError {
        if (!asked.equals(channel)) {
            throw new RpcError(
                    Code.PERMISSION_DENIED,
                    "Failed to get policy manager for channel [" + asked + "]");
        }
        if (membership.signer(identity, signature, request.toByteArray()).isEmpty()) {
            throw new RpcError(
                    Code.PERMISSION_DENIED,
                    "Failed evaluating policy on signed data during check policy on channel ["
                            + channel
                            + "] with policy [/Channel/Application/Readers]: [implicit policy"
                            + " evaluation failed - 0 sub-policies were satisfied, but this policy"
                            + " requires 1 of the 'Readers' sub-policies to be satisfied]");
        }
    }
}
