package org.pcm.participant.information;

import java.util.Optional;
import org.pcm.cooperation.submission.CommandResult;
import org.pcm.cooperation.submission.Outcome;

/**
 * A submission whose outcome is known.
 *
 * @param cursor where the outcome lies on the ledger; empty when the submission never got there
 */
public record Settled(SignedSubmission submission, Outcome outcome, Optional<Cursor> cursor) {

    /**
     * The result of a submission's only command; {@link PcmException.Refused} when it was refused.
     */
    public CommandResult.Done only() {
        return result(0);
    }

    /**
     * The result of command {@code index}; {@link PcmException.Refused} when it, or the whole
     * submission, was refused.
     */
    public CommandResult.Done result(int index) {
        return switch (outcome) {
            case Outcome.Refused refused -> throw new PcmException.Refused(refused.refusal());
            case Outcome.Applied applied ->
                    switch (applied.results().get(index)) {
                        case CommandResult.Refused refused ->
                                throw new PcmException.Refused(refused.refusal());
                        case CommandResult.Done done -> done;
                    };
        };
    }
}
