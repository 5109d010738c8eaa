package org.pcm.cli.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pcm.cli.console.CommonOptions;
import org.pcm.cli.console.ExitCode;
import org.pcm.cli.console.Failure;
import org.pcm.cooperation.json.JsonException;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.Assembly;
import org.pcm.participant.client.PcmClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A word in what a cooperation decides together: one signed command each. */
abstract class AssemblyOrder implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "COOPERATION", description = "The cooperation.")
    private String cooperation = "";

    /** Says it; what was done, in one sentence. */
    abstract String say(Assembly assembly, Members members) throws IOException;

    @Override
    public Integer call() throws IOException {
        try (PcmClient client = connection.client()) {
            Members members = new Members(client, cooperation);
            common.out().println(say(client.assembly(cooperation), members));
            return ExitCode.DONE;
        }
    }

    /** Finds members by their names. */
    record Members(PcmClient client, String cooperation) {
        /** The number of the member called {@code name}. */
        int number(String name) {
            return client.directory()
                    .member(cooperation, name)
                    .orElseThrow(() -> new Failure(name + " is no member of " + cooperation))
                    .member();
        }
    }

    /** Terms from a JSON file. */
    static Terms terms(Path file) throws IOException {
        try {
            return Terms.read(org.pcm.cooperation.json.Json.readObject(Files.readAllBytes(file)));
        } catch (JsonException e) {
            throw new Failure(file + ": " + e.getMessage(), e);
        }
    }
}
