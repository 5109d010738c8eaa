package org.pcm.cli.participant;

import org.pcm.cli.console.Failure;
import org.pcm.participant.client.JobRef;
import picocli.CommandLine.Parameters;

/** Which job. */
final class JobParameter {
    @Parameters(
            index = "0",
            paramLabel = "JOB",
            description = "cooperation/number, as submit told it.")
    private String job = "";

    JobRef ref() {
        return parse(job);
    }

    /** A job's name as a person wrote it. */
    static JobRef parse(String job) {
        try {
            return JobRef.parse(job);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }
}
