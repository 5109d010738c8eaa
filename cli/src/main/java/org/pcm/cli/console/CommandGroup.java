package org.pcm.cli.console;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that only has others below it: by itself it shows which, and nothing has run. */
public abstract class CommandGroup implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Override
    public final Integer call() {
        common.usage();
        return ExitCode.COULD_NOT_RUN;
    }
}
