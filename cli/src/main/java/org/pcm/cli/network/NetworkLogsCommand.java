package org.pcm.cli.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.network.LocalNetwork;
import org.pcm.network.process.LogFile;
import org.pcm.network.process.NetworkProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pcm network logs}: what the processes said. */
@Command(
        name = "logs",
        description = "Shows the last lines of a process's log, or of all.",
        footer = "pcm network logs peer1 -n 50 -f")
public final class NetworkLogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;

    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final NetworkFolder folder = new NetworkFolder();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A process, such as peer1 (default: all).")
    private Optional<String> name = Optional.empty();

    @Option(names = "-n", paramLabel = "LINES", description = "How many (default: 20).")
    private int lines = 20;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        List<NetworkProcess> processes = processes();
        List<LogFile.Reader> readers = new ArrayList<>();
        for (NetworkProcess process : processes) {
            readers.add(process.log().readerAtEnd());
            for (String line : process.log().lastLines(lines)) {
                print(processes.size(), process, line);
            }
        }
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            for (int i = 0; i < readers.size(); i++) {
                for (String line : readers.get(i).newLines()) {
                    print(processes.size(), processes.get(i), line);
                }
            }
        }
        return ExitCode.DONE;
    }

    private List<NetworkProcess> processes() throws IOException {
        LocalNetwork network = folder.network();
        return name.isPresent() ? List.of(network.process(name.get())) : network.processes();
    }

    private void print(int processes, NetworkProcess process, String line) {
        common.out().println(processes == 1 ? line : process.name() + "  " + line);
    }
}
