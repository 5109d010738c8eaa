package org.pcm.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pcm.bench.Bench;
import org.pcm.bench.Options;
import org.pcm.bench.Report;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cli.console.LedgerChoice;
import org.pcm.cli.console.Places;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pcm bench}: full task life cycles a second, beside a naive client on the same ledger. */
@Command(
        name = "bench",
        description = {
            "Measures full task life cycles through gateway and ledger, beside a naive client on the same ledger.",
            "Exit code: 0 every task completed once and the ledger replays, 1 not so, 2 could not run."
        },
        footer = "pcm bench --json bench.json")
public final class BenchCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final LedgerChoice ledger = new LedgerChoice();

    @Option(
            names = "--seconds",
            description = "How long each throughput is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "An empty folder for everything that is written (default: a new one in .pcm/bench).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Where to write the report as JSON (default: report.json among the data).")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ledger.requireDevnode("the bench");
        if (seconds < 1) {
            throw new Failure("--seconds must be 1 or more");
        }
        Path folder = Places.emptyFolder(data, "bench");
        Report report =
                Bench.run(
                        Options.in(folder).withMeasureMillis(seconds * 1_000L),
                        line -> common.err().println(line));
        report.lines().forEach(common.out()::println);
        Files.write(file.orElse(folder.resolve("report.json")), report.toJson());
        return ExitCode.of(report.ok());
    }
}
