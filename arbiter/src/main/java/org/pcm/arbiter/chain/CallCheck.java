package org.pcm.arbiter.chain;

import java.util.Optional;
import org.pcm.arbiter.block.Invocation;

/** Something that looks at every valid chaincode call in order, such as a replay. */
@FunctionalInterface
public interface CallCheck {

    /** What is wrong with the call, if anything. */
    Optional<Finding> check(long block, Invocation call);

    /** A check that finds nothing. */
    static CallCheck none() {
        return (block, call) -> Optional.empty();
    }
}
