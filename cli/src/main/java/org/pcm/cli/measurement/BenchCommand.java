package org.pcm.cli.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.pcm.bench.Bench;
import org.pcm.bench.Measured;
import org.pcm.bench.Options;
import org.pcm.bench.cycle.LoadFailed;
import org.pcm.bench.cycle.Shape;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.LedgerChoice;
import org.pcm.cli.console.Places;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm bench}: task life cycles a second, beside a naive client on the same ledger. */
@Command(
        name = "bench",
        description = {
            "Measures task life cycles a second through gateway and ledger, beside a naive client.",
            "Takes some minutes, and the whole machine. docs/bench.md says what the figures mean.",
            "Exit code: 0 measured and verified, 1 something was lost or is wrong, 2 could not run."
        },
        footer = {"pcm bench --json bench.json", "pcm bench --growth 100000"})
public final class BenchCommand implements Callable<Integer> {
    private static final long MILLIS = 1_000;
    private static final int SECONDS_MAX = 600;
    private static final long TASKS_MAX = 10_000_000;

    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final LedgerChoice ledger = new LedgerChoice();

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the report.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "An empty folder in which blocks and logs stay (default: they are deleted).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--seconds",
            description = "How long each load is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(
            names = "--load",
            paramLabel = "NAME",
            description =
                    "Only this load, such as submissionsOf128; may be repeated (default: all).")
    private List<String> loads = List.of();

    @Option(
            names = "--members",
            paramLabel = "N",
            description =
                    "How many members each cooperation has, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int members = 8;

    @Option(
            names = "--growth",
            paramLabel = "TASKS",
            description =
                    "Instead, how rate and memory move while the ledger grows to so many tasks.")
    private Optional<Long> growth = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw new Failure("--seconds lies between 1 and " + SECONDS_MAX);
        }
        if (members < 1 || members > Options.PARTICIPANTS_MAX) {
            throw new Failure("--members lies between 1 and " + Options.PARTICIPANTS_MAX);
        }
        if (growth.isPresent() && (growth.get() < 1 || growth.get() > TASKS_MAX)) {
            throw new Failure("--growth lies between 1 and " + TASKS_MAX);
        }
        Path folder = Places.emptyFolder(data, "bench");
        Options options =
                Options.on(ledger.kind(), folder)
                        .withMeasureMillis(seconds * MILLIS)
                        .withParticipants(members)
                        .withShapes(shapes());
        Measured outcome;
        try {
            outcome = measure(options);
        } catch (LoadFailed e) {
            common.err().println("pcm: " + e.getMessage() + "; blocks and logs lie in " + folder);
            return ExitCode.NO;
        }
        outcome.lines().forEach(common.out()::println);
        if (report.isPresent()) {
            Files.write(report.get(), outcome.toJson());
        }
        tidy(folder, outcome.ok());
        return ExitCode.of(outcome.ok());
    }

    private Measured measure(Options options) throws IOException, InterruptedException {
        return growth.isPresent()
                ? Bench.grow(options, growth.get(), common.err()::println)
                : Bench.run(options, common.err()::println);
    }

    private List<Shape> shapes() {
        if (loads.isEmpty()) {
            return Options.SHAPES;
        }
        List<Shape> chosen =
                Options.SHAPES.stream().filter(shape -> loads.contains(shape.name())).toList();
        if (chosen.size() != loads.size()) {
            List<String> names = Options.SHAPES.stream().map(Shape::name).toList();
            throw new Failure("--load takes " + String.join(", ", names) + ", each once");
        }
        return chosen;
    }

    private void tidy(Path folder, boolean ok) throws IOException {
        if (data.isPresent() || !ok) {
            common.err().println("blocks and logs lie in " + folder);
            return;
        }
        List<Path> all;
        try (Stream<Path> inside = Files.walk(folder)) {
            all = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
