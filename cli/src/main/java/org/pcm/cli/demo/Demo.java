package org.pcm.cli.demo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.arbiter.Audit;
import org.pcm.arbiter.AuditOptions;
import org.pcm.arbiter.Verdict;
import org.pcm.arbiter.source.BlockFile;
import org.pcm.cooperation.job.JobState;
import org.pcm.participant.client.Directory;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.resource.process.SandboxFinder;

/** The play, act by act. */
final class Demo {
    private static final int QUARTERS = 4;
    private static final Duration GATHER = Duration.ofMinutes(1);
    private static final Duration WORK = Duration.ofMinutes(5);
    private static final Duration GATEWAY_BACK = Duration.ofSeconds(60);

    /**
     * How to play it.
     *
     * @param folder everything lies below it and stays
     * @param bytes of text
     * @param paceMillis how long each task pauses on top, standing in for longer work
     * @param mishaps further accidents
     */
    record Options(
            Path folder, int tasks, long bytes, long seed, long paceMillis, List<Mishap> mishaps) {
        Options {
            mishaps = List.copyOf(mishaps);
        }
    }

    private final Options options;
    private final Show show;
    private final Path folder;
    private final Path input;
    private final Path result;
    private final long started = System.nanoTime();

    Demo(Options options, Show show) {
        this.options = options;
        this.show = show;
        this.folder = options.folder();
        this.input = folder.resolve("input.txt");
        this.result = folder.resolve("result.txt");
    }

    Report play() throws IOException, InterruptedException {
        List<Path> parts = text();
        Played played;
        Path blocks;
        String genesis;
        try (Stage stage = new Stage(folder)) {
            blocks = stage.blocks();
            genesis = stage.genesis();
            show.tell("ledger", "a devnode, genesis " + genesis);
            show.tell("gateway", stage.gateway().toString());
            played = work(stage, parts);
        }
        boolean same = merge(parts.size());
        String audit = audit(blocks, genesis);
        return new Report(
                options.tasks(),
                played.tally().completed(),
                played.tally().refused(),
                played.tally().reassigned(),
                played.resumed(),
                input,
                result,
                same,
                played.roster(),
                blocks,
                genesis,
                audit,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private record Played(Tally tally, int resumed, List<Report.Line> roster) {}

    private List<Path> text() throws IOException {
        Text.write(input, options.bytes(), options.seed());
        List<Path> parts = Parts.cut(input, options.tasks(), folder.resolve("parts"));
        show.tell("text", Files.size(input) + " bytes in " + parts.size() + " parts: " + input);
        return parts;
    }

    private Played work(Stage stage, List<Path> parts) throws IOException, InterruptedException {
        Gathering gathering =
                new Gathering(folder.resolve("providers"), stage.gateway(), stage.genesis());
        Together.each(Provider.ALL, gathering::register);
        gathering.open();
        show.tell("cooperation", Provider.coordinator().name() + " opens it and coordinates");
        try (Gateways gateways = new Gateways(List.of(stage.gateway()), GATEWAY_BACK);
                Chronicle chronicle = new Chronicle(gateways)) {
            stage.startAgents(sites(gathering));
            chronicle.await("all to join", GATHER, tally -> tally.members() == Provider.ALL.size());
            Directory directory = new Directory(gateways);
            Map<String, Long> before = weights(directory);
            show.tell("roster", String.join(", ", before.keySet()));
            JobRef job = submit(gathering, parts);
            Crash crash = new Crash();
            run(stage, chronicle, crash);
            fetch(gathering, job);
            Map<String, Long> after = weights(directory);
            return chronicle.ask(
                    tally -> new Played(tally, crash.resumed(tally), roster(tally, before, after)));
        }
    }

    private Map<String, Path> sites(Gathering gathering) throws IOException {
        SandboxFinder.Found found = SandboxFinder.find();
        boolean sandboxed = found.sandbox().isPresent();
        show.tell("sandbox", sandboxed ? "bubblewrap" : "none, tasks run without: " + found.why());
        Map<String, Path> sites = new LinkedHashMap<>();
        for (Provider provider : Provider.ALL) {
            sites.put(provider.name(), gathering.site(provider, !sandboxed));
        }
        return sites;
    }

    private JobRef submit(Gathering gathering, List<Path> parts) throws IOException {
        Path file = WordCount.write(folder, parts, options.paceMillis());
        try (PcmClient client = gathering.client()) {
            JobRef job = client.submit(JobFile.read(file));
            show.tell("job", job + ": count the words of " + parts.size() + " parts");
            return job;
        }
    }

    private void run(Stage stage, Chronicle chronicle, Crash crash)
            throws IOException, InterruptedException {
        List<Accident> accidents = new ArrayList<>();
        accidents.add(() -> {
            crash.strike(stage, chronicle, options.tasks());
            show.tell(
                    "crash",
                    Provider.victim().name()
                            + " killed with "
                            + crash.left()
                            + " tasks running, and back");
        });
        for (Mishap mishap : options.mishaps()) {
            accidents.add(() -> {
                mishap.strike(stage, chronicle);
                show.tell("mishap", mishap.actor() + " killed, and back");
            });
        }
        accidents.add(() -> untilTheEnd(chronicle));
        Together.each(accidents, Accident::happen);
    }

    private interface Accident {
        void happen() throws IOException, InterruptedException;
    }

    private void untilTheEnd(Chronicle chronicle) throws InterruptedException {
        for (int quarter = 1; quarter < QUARTERS; quarter++) {
            int part = options.tasks() * quarter / QUARTERS;
            chronicle.await(
                    "tasks to be done",
                    WORK,
                    tally -> tally.completed() >= part || tally.end().isPresent());
            show.tell(
                    "tasks", chronicle.ask(Tally::completed) + " of " + options.tasks() + " done");
        }
        chronicle.await("the job to end", WORK, tally -> tally.end().isPresent());
        JobState end = chronicle.ask(tally -> tally.end().orElseThrow());
        show.tell("tasks", chronicle.ask(Tally::completed) + " done, the job is " + end);
    }

    private void fetch(Gathering gathering, JobRef job) throws IOException {
        try (PcmClient client = gathering.client()) {
            client.fetch(job, folder.resolve("fetched"));
        }
    }

    private static Map<String, Long> weights(Directory directory) {
        Map<String, Long> weights = new TreeMap<>();
        directory
                .members(WordCount.COOPERATION)
                .forEach(member -> weights.put(member.name(), member.weight()));
        return weights;
    }

    private static List<Report.Line> roster(
            Tally tally, Map<String, Long> before, Map<String, Long> after) {
        return Provider.ALL.stream()
                .map(provider ->
                        new Report.Line(
                                provider.name(),
                                provider.tier(),
                                before.getOrDefault(provider.name(), 0L),
                                after.getOrDefault(provider.name(), 0L),
                                tally.accepted(provider.name()),
                                tally.refused(provider.name()),
                                tally.completed(provider.name())))
                .toList();
    }

    private boolean merge(int tasks) throws IOException {
        WordCounts merged = WordCounts.merged(WordCount.outputs(folder.resolve("fetched"), tasks));
        merged.write(result);
        boolean same = merged.equals(WordCounts.ofText(input));
        show.tell(
                "result",
                merged.total()
                        + " words, "
                        + merged.different()
                        + " different; "
                        + (same ? "a direct count says the same" : "A DIRECT COUNT DIFFERS"));
        return same;
    }

    private String audit(Path blocks, String genesis) throws IOException {
        ByteString pinned = ByteString.copyFrom(HexFormat.of().parseHex(genesis));
        try (BlockFile source = BlockFile.open(blocks)) {
            Verdict verdict = Audit.run(source, AuditOptions.unpinned().pinnedTo(pinned));
            show.tell("audit", verdict.line());
            return verdict instanceof Verdict.Pass ? "PASS" : verdict.line();
        }
    }
}
