package org.pcm.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pcm.participant.client.JobFile;
import org.pcm.participant.client.JobOutputs;
import org.pcm.participant.client.JobRef;
import org.pcm.participant.client.PcmClient;
import org.pcm.participant.client.TaskSummary;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.information.ResultDocument;

/** A job whose tasks read what an earlier one left, with agents. */
@ExtendWith(LocalNetwork.Extension.class)
class MapReduceTest {

    @TempDir Path folder;
    private final LocalNetwork network;
    private Crew crew;

    MapReduceTest(LocalNetwork network) {
        this.network = network;
    }

    @BeforeEach
    void openCooperation() throws IOException {
        crew = new Crew(network, folder, LocalNetwork.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        crew.close();
    }

    /** The docs' job file, in this test's cooperation. */
    private Path docs(String name, String after) throws IOException {
        String job =
                DocsExamplesTest.json("jobs.md", after)
                        .replace("\"lab\"", "\"" + crew.cooperation + "\"")
                        .replace("\"lines\": 1000", "\"lines\": 2");
        return Files.writeString(folder.resolve(name), job);
    }

    private JobFile job(String json) throws IOException {
        String text = json.replace('\'', '"').replace("COOPERATION", crew.cooperation);
        return JobFile.read(Files.writeString(folder.resolve("some.json"), text));
    }

    @Test
    void the_docs_word_count_is_reduced_elsewhere_and_nothing_is_uploaded_again() throws Exception {
        Files.writeString(
                folder.resolve("all.txt"), "The cat\nand the dog\nsee\nThe bird,\nthe dog\n");
        Path mapFile = docs("map.json", "`map.json` counts");
        Path reduceFile = docs("reduce.json", "`reduce.json` adds");
        PcmClient submitter = crew.submitter;
        PcmClient mapper = crew.provider();
        Agent mapping = crew.agent(mapper);
        JobFile map = JobFile.read(mapFile);
        JobFile.read(reduceFile, JobOutputs.promisedBy(map));

        JobRef first = submitter.submit(map);
        assertThat(submitter.follow(first, event -> {}).state()).isEqualTo("DONE");
        mapper.leave(crew.cooperation);
        mapping.close();
        crew.agent(crew.provider());
        JobFile reduce = JobFile.read(reduceFile, submitter.outputs(first));
        JobRef second = submitter.submit(reduce);
        assertThat(submitter.follow(second, event -> {}).state()).isEqualTo("DONE");

        submitter.fetch(second, folder.resolve("results"));
        assertThat(folder.resolve("results/0/total.txt"))
                .hasContent("4 the\n2 dog\n1 and\n1 bird\n1 cat\n1 see\n");
        for (TaskSummary task : submitter.directory().tasks(first)) {
            ResultDocument result = submitter.outcome(first, task.task()).document().orElseThrow();
            String output = result.outputs().getFirst().content().digest().hex();
            assertThat(network.putters(output)).containsExactly(Crew.name(mapper));
        }
        assertThat(submitter.find(map)).contains(first);
        assertThat(submitter.find(reduce)).contains(second);
    }

    @Test
    void outputs_of_jobs_that_are_not_done_or_anothers_are_refused() throws IOException {
        JobFile job =
                job(
                        """
                        {'name':'one','cooperation':'COOPERATION',
                         'tasks':[{'command':['touch','o'],'outputs':['o'],'memoryMib':32}]}
                        """);
        JobRef ref = crew.submitter.submit(job);
        refused(crew.submitter, ref, "NotDone");
        refused(crew.submitter, new JobRef(crew.cooperation, 99), "NoSuchJob");

        crew.agent(crew.provider());
        crew.follow(ref);

        assertThat(crew.submitter.outputs(ref).all()).hasToString("[0/o]");
        PcmClient other = crew.provider();
        assertThat(other.find(job)).as("another's").isEmpty();
        refused(other, ref, "OutputMissing");
    }

    private static void refused(PcmClient client, JobRef job, String code) {
        assertThatThrownBy(() -> client.outputs(job))
                .isInstanceOfSatisfying(
                        PcmException.Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
