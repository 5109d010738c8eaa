package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pcm.bench.LedgerKind;
import org.pcm.participant.client.Directory;
import org.pcm.participant.information.http.Gateways;
import org.pcm.participant.resource.process.SandboxFinder;

/** The play, act by act: a text, a stage, four providers who gather, their work, the judgement. */
final class Demo {
    private static final Duration GATHER = Duration.ofMinutes(2);
    private static final Duration GATEWAY_BACK = Duration.ofMinutes(1);

    /**
     * How to play it.
     *
     * @param folder everything lies below it and stays
     * @param bytes of text
     * @param paceMillis how long each task pauses on top, standing in for longer work
     * @param mishaps further accidents
     */
    record Options(
            Path folder,
            LedgerKind ledger,
            int tasks,
            long bytes,
            long seed,
            long paceMillis,
            List<Mishap> mishaps) {
        /** Copies the list. */
        Options {
            mishaps = List.copyOf(mishaps);
        }

        Path input() {
            return folder.resolve("input.txt");
        }

        Path result() {
            return folder.resolve("result.txt");
        }

        Path fetched() {
            return folder.resolve("fetched");
        }
    }

    /** What the ledger told of the work, and what is left to judge. */
    private record Played(
            Tally tally, int resumed, List<Report.Line> roster, Path blocks, String genesis) {}

    private final Options options;
    private final Show show;
    private final long started = System.nanoTime();

    Demo(Options options, Show show) {
        this.options = options;
        this.show = show;
    }

    Report play() throws IOException, InterruptedException {
        List<Path> parts = text();
        Played played;
        try (Stage stage = new Stage(options.folder(), options.ledger(), show)) {
            Ground ground = stage.ground();
            show.tell("ledger", ground.description() + ", genesis " + ground.genesis());
            show.tell("gateway", stage.gateway().toString());
            played = work(stage, parts);
        }
        Judgement judgement = new Judgement(show);
        return new Report(
                options.ledger().word(),
                options.tasks(),
                played.tally().completed(),
                played.tally().refused(),
                played.tally().reassigned(),
                played.resumed(),
                options.input(),
                options.result(),
                judgement.isSame(options),
                played.roster(),
                played.blocks(),
                played.genesis(),
                judgement.audit(played.blocks(), played.genesis()),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private List<Path> text() throws IOException {
        Path input = options.input();
        Text.write(input, options.bytes(), options.seed());
        List<Path> parts = Parts.cut(input, options.tasks(), options.folder().resolve("parts"));
        show.tell("text", Files.size(input) + " bytes in " + parts.size() + " parts: " + input);
        return parts;
    }

    private Played work(Stage stage, List<Path> parts) throws IOException, InterruptedException {
        Path providers = options.folder().resolve("providers");
        Gathering gathering = new Gathering(providers, stage.gateway(), stage.ground().genesis());
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
            Work work = new Work(options, show, gathering, chronicle);
            int resumed = work.run(stage, parts);
            Map<String, Long> after = weights(directory);
            Tally tally = chronicle.end();
            return new Played(
                    tally,
                    resumed,
                    roster(tally, before, after),
                    stage.ground().blocks(),
                    stage.ground().genesis());
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
}
