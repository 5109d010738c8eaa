package org.pcm.arbiter.chain;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.pcm.arbiter.block.Invocation;

/** Something that looks at every valid chaincode call in order, such as a replay. */
@FunctionalInterface
public interface CallCheck {

    /** Called once before all calls, with the hash of the genesis block. */
    default void begin(ByteString genesisHash) {}

    /** What is wrong with the call, if anything. */
    Optional<Finding> check(long block, Invocation call);
}
