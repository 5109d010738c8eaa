package org.pcm.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.pcm.cli.console.ErrorLine;
import org.pcm.cli.console.KeyIds;
import org.pcm.cli.console.Logging;
import picocli.CommandLine;

/** Where {@code pcm} begins: reads the command line, runs one command, ends with its exit code. */
public final class Main {
    private Main() {}

    /** Runs one command in this process, which then ends. */
    public static void main(String[] arguments) {
        Logging.prepare(arguments);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /**
     * Runs one command.
     *
     * @return 0 done, 1 the answer is no, 2 could not run
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commands(arguments).setOut(out).setErr(err).execute(KeyIds.last(arguments));
    }

    /** The commands that a command line may mean, with the habits that they share. */
    static CommandLine commands(String... arguments) {
        CommandLine pcm = new CommandLine(new PcmCommand());
        PcmCommand.meantBy(arguments).forEach(pcm::addSubcommand);
        return pcm.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(ErrorLine::ofUsage)
                .setExecutionExceptionHandler(ErrorLine::ofFailure);
    }
}
