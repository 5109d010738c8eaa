package org.pcm.cli.console;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command understands, and where it writes to. */
@Command(
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample: ",
        sortOptions = false)
public final class CommonOptions {
    static final String VERBOSE = "--verbose";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = VERBOSE,
            description = "Say what is going on, and where an error comes from.",
            order = 98)
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.",
            order = 99)
    private boolean help;

    /** Whether errors come with their stack trace. */
    public boolean verbose() {
        return verbose;
    }

    /** Whether only help is asked for; picocli answers that by itself. */
    public boolean help() {
        return help;
    }

    /** Standard output. */
    public PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Standard error, for progress and remarks. */
    public PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** Shows the command's help on standard error. */
    void usage() {
        spec().commandLine().usage(err());
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("these options belong to no command");
        }
        return command;
    }
}
