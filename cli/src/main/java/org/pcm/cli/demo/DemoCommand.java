package org.pcm.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.LedgerChoice;
import org.pcm.cli.console.Places;
import org.pcm.participant.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm demo}: everything at once, in half a minute. */
@Command(
        name = "demo",
        description = {
            "Four providers of four tiers join a cooperation and run one job together, a word count.",
            "One refuses some tasks, one is killed and comes back; result and ledger are checked.",
            "Exit code: 0 all is right, 1 it is not, 2 could not run."
        },
        footer = "pcm demo --data /tmp/demo --json report.json")
public final class DemoCommand implements Callable<Integer> {
    private static final int TASKS_MIN = 40;
    private static final int TASKS_MAX = 900;

    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final LedgerChoice ledger = new LedgerChoice();

    @Option(
            names = {"--data", "--keep"},
            paramLabel = "DIR",
            description =
                    "An empty folder; all evidence stays there (default: a new one in .pcm/demo).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Where to write the report as JSON (default: report.json among the data).")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--tasks", description = "Tasks, 40 to 900 (default: ${DEFAULT-VALUE}).")
    private int tasks = 48;

    @Option(names = "--mib", description = "MiB of text (default: ${DEFAULT-VALUE}).")
    private int mib = 4;

    @Option(
            names = "--seed",
            description = "What the text is made from (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--pace",
            paramLabel = "MILLIS",
            description =
                    "How long each task pauses, standing in for longer work (default: ${DEFAULT-VALUE}).")
    private long pace = 1_000;

    @Option(
            names = "--kill",
            paramLabel = "PROCESS@EVENTS",
            converter = Mishap.Converter.class,
            description =
                    "Also kill devnode, gateway, a provider, or orderer2, peer1, chaincode3, network of"
                            + " a real network, once the ledger saw so many events.")
    private List<Mishap> mishaps = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (tasks < TASKS_MIN || tasks > TASKS_MAX || mib < 1 || pace < 0) {
            throw new Failure(
                    "--tasks lies between " + TASKS_MIN + " and " + TASKS_MAX + ", --mib above 0");
        }
        Path folder = Places.emptyFolder(data, "demo");
        Path file = Places.reportFile(report, folder);
        Show show = new Show(common.out());
        Report outcome =
                new Demo(
                                new Demo.Options(
                                        folder,
                                        ledger.kind(),
                                        tasks,
                                        (long) mib << 20,
                                        seed,
                                        pace,
                                        mishaps),
                                show)
                        .play();
        show.end(outcome);
        Files.writeString(file, Json.pretty(outcome.toJson()));
        return ExitCode.of(outcome.ok());
    }
}
