package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcm.cli.console.ExitCode;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobOutputs;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.information.PcmException;

/**
 * Submits jobs of which each reads what the one before left, each once the one before is done. What
 * stands on the ledger already is found there, so that whoever is killed can be run again.
 *
 * @param following prints what happens meanwhile
 * @param again submits also what stands on the ledger already
 * @param estimating says which estimates are to be learned
 * @param submitted prints that a job stands on the ledger
 */
record JobSequence(
        PcmClient client,
        Following following,
        boolean again,
        UnaryOperator<JobFile> estimating,
        Submitted submitted) {

    /** Told of each job. */
    @FunctionalInterface
    interface Submitted {
        /**
         * A job is on the ledger.
         *
         * @param asked as the file says
         * @param job as it was submitted
         * @param found whether it stood on the ledger already
         */
        void tell(JobRef ref, JobFile asked, JobFile job, boolean found);
    }

    /**
     * Submits the files' jobs in order. All files are checked before the first job is submitted.
     *
     * @param from a job whose outputs the first one reads
     * @param follow whether to wait for the last one, too
     * @return the exit code
     */
    int submit(Optional<JobRef> from, List<Path> files, boolean follow) throws IOException {
        JobOutputs before = JobOutputs.NONE;
        if (from.isPresent()) {
            awaitDone(from.get(), files.getFirst());
            before = client.outputs(from.get());
        }
        check(before, files);
        for (int i = 0; ; i++) {
            JobRef ref = submit(JobFile.read(files.get(i), before));
            if (i == files.size() - 1) {
                return follow ? following.until(client, ref) : ExitCode.DONE;
            }
            awaitDone(ref, files.get(i + 1));
            before = client.outputs(ref);
        }
    }

    private static void check(JobOutputs from, List<Path> files) throws IOException {
        JobOutputs before = from;
        for (Path file : files) {
            before = JobOutputs.promisedBy(JobFile.read(file, before));
        }
    }

    private JobRef submit(JobFile read) {
        JobFile asked = estimating.apply(read);
        Optional<JobRef> found = again ? Optional.empty() : client.find(asked);
        JobFile job = found.isPresent() ? asked : client.estimated(asked);
        JobRef ref = found.orElseGet(() -> client.submit(job));
        submitted.tell(ref, asked, job, found.isPresent());
        return ref;
    }

    private void awaitDone(JobRef job, Path next) {
        if (following.until(client, job) != ExitCode.DONE) {
            throw new PcmException.Refused(
                    "NotDone",
                    "job " + job + " was not done, and so " + next + " is not submitted");
        }
    }
}
