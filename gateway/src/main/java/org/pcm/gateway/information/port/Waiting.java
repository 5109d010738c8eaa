package org.pcm.gateway.information.port;

import org.pcm.gateway.information.message.Answer;

/** Those who wait for a submission's outcome. */
@FunctionalInterface
public interface Waiting {
    void tell(String id, Answer answer);
}
