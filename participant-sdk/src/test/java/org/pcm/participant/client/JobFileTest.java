package org.pcm.participant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.participant.information.RelativePath;
import org.pcm.participant.json.InvalidDocument;

class JobFileTest {

    @TempDir Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("text"));
        Files.writeString(folder.resolve("text/b.txt"), "b");
        Files.writeString(folder.resolve("text/a.txt"), "a");
        Files.writeString(folder.resolve("text/c.bin"), "c");
        Files.writeString(folder.resolve("words"), "w");
    }

    private JobFile read(String json) throws IOException {
        return JobFile.read(Files.writeString(folder.resolve("job.json"), json.replace('\'', '"')));
    }

    @Test
    void a_task_takes_from_the_defaults_what_it_leaves_out() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'two','cooperation':'lab',
                         'defaults':{'command':['sh','-c','true'],'memoryMib':32,'environment':{'A':'1','B':'2'},
                                     'inputs':['words'],'outputs':['o']},
                         'tasks':[{}, {'command':['false'],'memoryMib':64,'environment':{'B':'3'},'outputs':[],
                                       'inputs':[{'file':'text/a.txt','path':'in/a'}]}]}
                        """);

        TaskDraft first = job.tasks().get(0);
        assertThat(first.command()).containsExactly("sh", "-c", "true");
        assertThat(first.kind().needs().memoryMib()).isEqualTo(32);
        assertThat(first.environment()).containsEntry("A", "1").containsEntry("B", "2");
        assertThat(first.inputs()).containsOnlyKeys(new RelativePath("words"));
        TaskDraft second = job.tasks().get(1);
        assertThat(second.command()).containsExactly("false");
        assertThat(second.environment()).containsEntry("A", "1").containsEntry("B", "3");
        assertThat(second.inputs())
                .containsOnlyKeys(new RelativePath("words"), new RelativePath("in/a"));
        assertThat(second.outputs()).isEmpty();
    }

    @Test
    void foreach_file_makes_a_task_with_the_file_as_input_in_the_order_of_names()
            throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'count','cooperation':'lab','foreach':{'files':['text/*.txt']},
                         'defaults':{'command':['sh','-c','wc -w < {} > {}.count'],'outputs':['{}.count']}}
                        """);

        assertThat(job.tasks()).hasSize(2);
        assertThat(job.tasks().get(0).command().get(2)).isEqualTo("wc -w < a.txt > a.txt.count");
        assertThat(job.tasks().get(0).inputs()).containsOnlyKeys(new RelativePath("a.txt"));
        assertThat(job.tasks().get(1).outputs()).containsExactly(new RelativePath("b.txt.count"));
    }

    @Test
    void foreach_number_of_a_range_makes_a_task() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'range','cooperation':'lab','foreach':{'range':{'from':3,'to':5}},
                         'defaults':{'command':['echo','{}'],'environment':{'N':'n{}'}}}
                        """);

        assertThat(job.tasks())
                .extracting(task -> task.command().get(1))
                .containsExactly("3", "4", "5");
        assertThat(job.tasks().getFirst().environment()).containsEntry("N", "n3");
    }

    @Nested
    class A_mistake_names_its_field {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        {}                                                                    | name
                        {'name':'j','cooperation':'Lab','tasks':[{'command':['x']}]}          | cooperation
                        {'name':'j','cooperation':'lab'}                                      | tasks
                        {'name':'j','cooperation':'lab','tasks':[{}]}                         | tasks[0].command
                        {'name':'j','cooperation':'lab','tasks':[{'command':[]}]}             | tasks[0].command
                        {'name':'j','cooperation':'lab','tasks':[{'command':'x'}]}            | tasks[0].command
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x',1]}]}        | tasks[0].command[1]
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'memory':1}]} | tasks[0].memory
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'limitMillis':0}]} | tasks[0].limitMillis
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'milliCpu':1.5}]} | tasks[0].milliCpu
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'inputs':['gone']}]} | tasks[0].inputs[0].file
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'outputs':['../o']}]} | tasks[0].outputs[0]
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'inputs':[{'file':'words','path':'/w'}]}]} | tasks[0].inputs[0].path
                        {'name':'j','cooperation':'lab','foreach':{'files':['*.none']},'defaults':{'command':['x']}} | foreach.files[0]
                        {'name':'j','cooperation':'lab','foreach':{'range':{'to':1}}}         | defaults.command
                        {'name':'j','cooperation':'lab','foreach':{'range':{'from':2,'to':1}}} | foreach.range.to
                        {'name':'j','cooperation':'lab','foreach':{}}                         | foreach.files
                        {'name':'j','cooperation':'lab','defaults':{'environment':{'A':1}}}   | defaults.environment.A
                        {'name':'j','cooperation':'lab','task':[]}                            | task
                        """)
        void and_says_what_is_wrong(String json, String field) {
            assertThatThrownBy(() -> read(json))
                    .isInstanceOfSatisfying(
                            InvalidDocument.class, e -> assertThat(e.field()).isEqualTo(field))
                    .hasMessageStartingWith(field + ": ");
        }

        @Test
        void and_a_file_that_is_no_json_is_refused_as_a_whole() {
            assertThatThrownBy(() -> read("{'name':"))
                    .isInstanceOf(InvalidDocument.class)
                    .hasMessageContaining("JSON");
            assertThatThrownBy(() -> read("{'name':'a','name':'b'}"))
                    .isInstanceOf(InvalidDocument.class);
        }
    }
}
