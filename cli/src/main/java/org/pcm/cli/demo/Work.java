package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.job.JobState;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;

/** The job, from its submission until its results are fetched, with the accidents on the way. */
record Work(Demo.Options options, Show show, Gathering gathering, Chronicle chronicle) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int QUARTERS = 4;

    /** Something that goes on at the same time as the rest. */
    private interface Strand {
        void follow() throws IOException, InterruptedException;
    }

    /** How many tasks outlived their agent and were found again. */
    int run(Stage stage, List<Path> parts) throws IOException, InterruptedException {
        JobRef job = submit(parts);
        Crash crash = new Crash();
        List<Strand> strands = new ArrayList<>();
        strands.add(() -> strike(crash, stage));
        for (Mishap mishap : options.mishaps()) {
            strands.add(() -> strike(mishap, stage));
        }
        strands.add(this::untilTheEnd);
        Together.each(strands, Strand::follow);
        try (PcmClient client = gathering.client()) {
            client.fetch(job, options.fetched());
        }
        return chronicle.ask(crash::resumed);
    }

    private JobRef submit(List<Path> parts) throws IOException {
        Path file = WordCount.write(options.folder(), parts, options.paceMillis());
        try (PcmClient client = gathering.client()) {
            JobRef job = client.submit(JobFile.read(file));
            show.tell("job", job + ": count the words of " + parts.size() + " parts");
            return job;
        }
    }

    private void strike(Crash crash, Stage stage) throws IOException, InterruptedException {
        crash.strike(stage, chronicle, options.tasks());
        String victim = Provider.victim().name();
        show.tell("crash", victim + " killed with " + crash.left() + " tasks running, and back");
    }

    private void strike(Mishap mishap, Stage stage) throws IOException, InterruptedException {
        mishap.strike(stage, chronicle);
        show.tell("mishap", mishap.actor() + " killed, and back");
    }

    private void untilTheEnd() throws InterruptedException {
        int tasks = options.tasks();
        for (int quarter = 1; quarter < QUARTERS; quarter++) {
            int part = tasks * quarter / QUARTERS;
            chronicle.await(
                    "tasks to be done",
                    PATIENCE,
                    tally -> tally.completed() >= part || tally.end().isPresent());
            show.tell("tasks", chronicle.ask(Tally::completed) + " of " + tasks + " done");
        }
        chronicle.await("the job to end", PATIENCE, tally -> tally.end().isPresent());
        JobState end = chronicle.ask(tally -> tally.end().orElseThrow());
        show.tell("tasks", chronicle.ask(Tally::completed) + " done, the job is " + end);
    }
}
