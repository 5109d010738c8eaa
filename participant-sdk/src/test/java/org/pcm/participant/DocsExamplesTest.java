package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.cooperation.json.Fields;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.round.Terms;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobRef;

/** The docs' examples of grabbing and of gangs, run as they stand there. */
@ExtendWith(LocalNetwork.Extension.class)
class DocsExamplesTest {

    @TempDir Path folder;
    private final LocalNetwork network;

    DocsExamplesTest(LocalNetwork network) {
        this.network = network;
    }

    /** The first JSON after a line in a page. */
    static String json(String page, String after) throws IOException {
        String text = Files.readString(Path.of("../docs").resolve(page));
        String rest = text.substring(text.indexOf(after));
        int start = rest.indexOf("```json") + "```json".length();
        return rest.substring(start, rest.indexOf("```", start));
    }

    @Test
    void under_the_docs_terms_agents_grab_a_job_and_run_the_docs_gang() throws IOException {
        byte[] terms =
                json("dispatch.md", "## Grabbing with agents").getBytes(StandardCharsets.UTF_8);
        try (Crew crew =
                new Crew(network, folder, Terms.read(Fields.of(Json.read(terms), "terms")))) {
            crew.agent(crew.provider());
            crew.agent(crew.provider());
            JobRef job = crew.submit("", "true", 3);
            crew.follow(job);
            assertThat(crew.results(job)).containsExactly("0", "1", "2");

            String ring =
                    json("jobs.md", "Four workers of which each needs the others")
                            .replace("\"lab\"", "\"" + crew.cooperation + "\"");
            JobRef gang =
                    crew.submitter.submit(
                            JobFile.read(Files.writeString(folder.resolve("ring.json"), ring)));
            crew.follow(gang);
            assertThat(crew.results(gang))
                    .containsExactly(
                            "worker 0 of 4", "worker 1 of 4", "worker 2 of 4", "worker 3 of 4");
        }
    }
}
