package org.pcm.gateway.information.message;

import java.util.Optional;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.submission.Outcome;
import org.pcm.cooperation.submission.Submission;

/**
 * A submission as it lies on the ledger, with what became of it.
 *
 * @param submission empty where the ledger holds bytes that are none
 */
public record Placed(Optional<Submission> submission, Outcome outcome) {
    /** Whether the outcome used the sequence, so that it can never change. */
    public boolean isFinal() {
        return switch (outcome) {
            case Outcome.Applied applied -> true;
            case Outcome.Refused refused ->
                    refused.refusal().code() == RefusalCode.MALFORMED_PAYLOAD;
        };
    }

    /** Whether {@code kid} signed it. */
    public boolean signedBy(String kid) {
        return submission.filter(s -> s.header().kid().equals(kid)).isPresent();
    }
}
