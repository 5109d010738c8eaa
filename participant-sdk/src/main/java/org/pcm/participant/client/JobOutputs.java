package org.pcm.participant.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pcm.participant.information.RelativePath;
import org.pcm.participant.json.InvalidDocument;

/**
 * What an earlier job leaves, to be read by the tasks of one after it (docs/jobs.md).
 *
 * @param job the earlier job; empty as long as it has not been submitted
 * @param cooperation where it runs; empty where there is no earlier job
 * @param all by ascending task
 */
public record JobOutputs(Optional<JobRef> job, String cooperation, List<Output> all) {

    /** For a job that comes after none. */
    public static final JobOutputs NONE = new JobOutputs(Optional.empty(), "", List.of());

    private static final int NAMED_MAX = 3;

    /**
     * A file that a task leaves.
     *
     * @param task its number
     * @param path where it lies in the task's folder
     * @param content where its bytes are
     */
    public record Output(int task, RelativePath path, Source content) {

        @Override
        public String toString() {
            return task + "/" + path;
        }
    }

    /** Copies what it is given. */
    public JobOutputs {
        all = List.copyOf(all);
    }

    /**
     * What a job leaves if it is done, known before it is submitted: each task all that it
     * declares, else it fails. So a job after it can be checked before either is submitted.
     */
    public static JobOutputs promisedBy(JobFile job) {
        List<Output> all = new ArrayList<>();
        for (int i = 0; i < job.tasks().size(); i++) {
            for (RelativePath path : job.tasks().get(i).outputs()) {
                all.add(new Output(i, path, new Source.Promised(i, path)));
            }
        }
        return new JobOutputs(Optional.empty(), job.cooperation(), all);
    }

    /** Whether there is an earlier job. */
    boolean isGiven() {
        return !cooperation.isEmpty();
    }

    /**
     * The outputs whose paths match.
     *
     * @param pattern of the whole path; {@code *} and {@code ?} stand for anything but a slash
     * @param wrong makes the error when there are none
     */
    List<Output> matching(String pattern, Function<String, InvalidDocument> wrong) {
        if (!isGiven()) {
            throw wrong.apply(
                    "reads outputs of an earlier job, and none is named: pcm job submit FILE --from JOB,"
                            + " or pcm job submit EARLIER --then FILE");
        }
        Pattern regex = regex(pattern);
        List<Output> found =
                all.stream()
                        .filter(output -> regex.matcher(output.path().text()).matches())
                        .toList();
        if (found.isEmpty()) {
            throw wrong.apply(
                    "matches no output of "
                            + job.map(JobRef::toString).orElse("the job before")
                            + ": "
                            + pattern
                            + "; it has "
                            + some());
        }
        return found;
    }

    private String some() {
        if (all.isEmpty()) {
            return "none";
        }
        String named =
                all.stream()
                        .limit(NAMED_MAX)
                        .map(Output::toString)
                        .collect(Collectors.joining(", "));
        int more = all.size() - NAMED_MAX;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    private static Pattern regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String each : pattern.split("(?<=[*?])|(?=[*?])", -1)) {
            regex.append(
                    switch (each) {
                        case "*" -> "[^/]*";
                        case "?" -> "[^/]";
                        default -> Pattern.quote(each);
                    });
        }
        return Pattern.compile(regex.toString());
    }
}
