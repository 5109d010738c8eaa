package org.pcm.network.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.pcm.network.folder.Settings;
import org.pcm.network.folder.Site;
import org.pcm.network.process.Command;
import org.pcm.network.process.NetworkFailure;
import org.pcm.network.process.Parallel;

/** A chaincode's definition as the channel has it: what the peers say, whatever we wrote down. */
public record Committed(Site site, Settings settings, String chaincode) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NONE = 0;

    /** Its sequence at the peer that is furthest; 0 when there is none. */
    public int sequence() throws IOException, InterruptedException {
        NavigableSet<Integer> all = new ConcurrentSkipListSet<>();
        Parallel.each(settings.organisations(), number -> all.add(sequenceAt(number)));
        return all.last();
    }

    /** Its sequence at one peer; 0 when there is none. */
    public int sequenceAt(int organisation) throws IOException, InterruptedException {
        Command query = query(organisation);
        Command.Ended ended = Retry.until(Committed::answers, attempt -> query);
        if (!answers(ended)) {
            throw new NetworkFailure(
                    "peer"
                            + organisation
                            + " does not tell which definition of "
                            + chaincode
                            + " it has:\n"
                            + ended.lastLines());
        }
        return ended.done() ? sequence(ended.output()) : NONE;
    }

    /** A peer that has just started says that it is well before it takes questions. */
    private static boolean answers(Command.Ended ended) {
        return ended.done() || ended.output().contains("is not defined");
    }

    private static int sequence(String output) throws IOException {
        return JSON.readTree(output.substring(output.indexOf('{'))).path("sequence").intValue();
    }

    private Command query(int organisation) {
        return new Administrator(site, settings, organisation)
                .peer(
                        List.of(
                                "lifecycle",
                                "chaincode",
                                "querycommitted",
                                "--channelID",
                                settings.channel(),
                                "--name",
                                chaincode,
                                "--output",
                                "json"));
    }
}
