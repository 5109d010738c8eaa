package org.pcm.participant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcm.cooperation.job.Place;
import org.pcm.cooperation.job.Traits;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
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
    void estimates_that_are_to_be_learned_are_while_others_stay() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'count','cooperation':'lab',
                         'defaults':{'command':['true'],'estimateMillis':'learned','limitMillis':5000},
                         'tasks':[{}, {'milliCpu':2000}, {'estimateMillis':7}, {'memoryMib':64}]}
                        """);
        assertThat(job.toLearn()).isEqualTo(3);
        JobFile learned =
                job.with(
                        List.of(
                                new Estimate(new Resources(1_000, 256, 0), 1_234, 5),
                                new Estimate(new Resources(2_000, 256, 0), 60_000, 5)));

        assertThat(learned.tasks())
                .extracting(task -> task.kind().estimateMillis())
                .as("learned, no more than the limit, stated, without history")
                .containsExactly(1_234L, 5_000L, 7L, 10_000L);
        assertThat(learned.toLearn()).isEqualTo(1);
        assertThat(job.learning().toLearn()).isEqualTo(4);
        assertThatThrownBy(() ->
                        read(
                                "{'name':'n','cooperation':'lab','tasks':[{'command':['a'],'estimateMillis':'soon'}]}"))
                .hasMessageContaining(
                        "tasks[0].estimateMillis: must be milliseconds, or \"learned\"");
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

    @Test
    void foreach_word_makes_a_task() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'words','cooperation':'lab','foreach':{'items':['x','y']},
                         'defaults':{'command':['echo','{}']}}
                        """);

        assertThat(job.tasks()).extracting(task -> task.command().get(1)).containsExactly("x", "y");
    }

    @Test
    void a_sweep_makes_a_task_of_every_combination() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'sweep','cooperation':'lab',
                         'foreach':{'sweep':{'rate':[0.1,0.25],'seed':['a','b','c']}},
                         'defaults':{'command':['train','--rate={rate}','--seed={seed}'],
                                     'outputs':['model-{}'],'environment':{'RUN':'{seed}/{rate}'}}}
                        """);

        assertThat(job.tasks())
                .extracting(task -> String.join(" ", task.command().subList(1, 3)))
                .containsExactly(
                        "--rate=0.1 --seed=a",
                        "--rate=0.1 --seed=b",
                        "--rate=0.1 --seed=c",
                        "--rate=0.25 --seed=a",
                        "--rate=0.25 --seed=b",
                        "--rate=0.25 --seed=c");
        assertThat(job.tasks().get(4).outputs()).containsExactly(new RelativePath("model-0.25-b"));
        assertThat(job.tasks().get(4).environment()).containsEntry("RUN", "b/0.25");
    }

    @Test
    void a_gang_is_of_one_kind_and_at_most_128_tasks() throws IOException {
        JobFile gang =
                read(
                        """
                        {'name':'ring','cooperation':'lab','gang':true,'foreach':{'range':{'to':127}},
                         'defaults':{'command':['sh','-c','echo {}']}}
                        """);
        assertThat(gang.traits()).isEqualTo(new Traits(0, true, List.of()));
        assertThat(gang.tasks()).hasSize(128);
    }

    @Test
    void a_job_and_its_tasks_have_wishes() throws IOException {
        JobFile job =
                read(
                        """
                        {'name':'late','cooperation':'lab','after':['lab/3','lab/1'],'priority':7,
                         'defaults':{'command':['x'],'labels':['gpu'],'tiers':['HPC','EDGE']},
                         'tasks':[{},{'labels':[],'near':['data.genome']}]}
                        """);

        assertThat(job.traits()).isEqualTo(new Traits(7, false, List.of(1L, 3L)));
        assertThat(job.tasks().get(0).kind().place())
                .isEqualTo(new Place(List.of(Tier.HPC, Tier.EDGE), List.of("gpu"), List.of()));
        assertThat(job.tasks().get(1).kind().place())
                .isEqualTo(
                        new Place(List.of(Tier.HPC, Tier.EDGE), List.of(), List.of("data.genome")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    'lines':2                        | one,two,;three,four,;five
                    'lines':9                        | one,two,three,four,five
                    'bytes':5                        | one,two,;three,;four,;five
                    'bytes':4                        | one,;two,;three,;four,;five
                    'bytes':10,'wholeLines':false    | one,two,th;ree,four,f;ive
                    """)
    void a_file_is_cut_into_pieces_that_together_are_the_file(String way, String pieces)
            throws IOException {
        Files.writeString(folder.resolve("long.txt"), "one\ntwo\nthree\nfour\nfive");

        JobFile job =
                read(
                        "{'name':'cut','cooperation':'lab','foreach':{'chunks':{'file':'long.txt',"
                                + way
                                + "}},'defaults':{'command':['wc','{}']}}");

        List<String> read = new ArrayList<>();
        for (TaskDraft task : job.tasks()) {
            Map.Entry<RelativePath, Source> input = task.inputs().entrySet().iterator().next();
            assertThat(task.command().get(1)).isEqualTo(input.getKey().text());
            Source.Piece piece = (Source.Piece) input.getValue();
            read.add(new String(piece.read(), StandardCharsets.UTF_8).replace('\n', ','));
        }
        assertThat(String.join(";", read)).isEqualTo(pieces);
    }

    @Test
    void a_piece_of_a_file_that_has_become_shorter_is_not_read() throws IOException {
        Path file = Files.writeString(folder.resolve("long.txt"), "0123456789");
        Source.Piece piece = new Source.Piece(file, 5, 5);
        Files.writeString(file, "01234567");

        assertThatThrownBy(piece::read).isInstanceOf(EOFException.class);
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
                        {'name':'j','cooperation':'lab','after':['lab'],'tasks':[{'command':['x']}]} | after
                        {'name':'j','cooperation':'lab','after':['other/1'],'tasks':[{'command':['x']}]} | after
                        {'name':'j','cooperation':'lab','priority':10,'tasks':[{'command':['x']}]} | priority
                        {'name':'j','cooperation':'lab','gang':1,'tasks':[{'command':['x']}]} | gang
                        {'name':'j','cooperation':'lab','gang':true,'tasks':[{'command':['x']},{'command':['x'],'milliCpu':9}]} | gang
                        {'name':'j','cooperation':'lab','gang':true,'tasks':[{'command':['x']},{'command':['x'],'estimateMillis':'learned'}]} | gang
                        {'name':'j','cooperation':'lab','gang':true,'foreach':{'range':{'to':128}},'defaults':{'command':['x']}} | gang
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'tiers':['HUGE']}]} | tasks[0].tiers
                        {'name':'j','cooperation':'lab','tasks':[{'command':['x'],'labels':['a b']}]} | tasks[0].labels
                        {'name':'j','cooperation':'lab','foreach':{'items':['a'],'files':[]}} | foreach.items
                        {'name':'j','cooperation':'lab','foreach':{'sweep':{'a':[]}}}         | foreach.sweep.a
                        {'name':'j','cooperation':'lab','foreach':{'sweep':{'a b':[1]}}}      | foreach.sweep.a b
                        {'name':'j','cooperation':'lab','foreach':{'sweep':{'a':[{}]}}}       | foreach.sweep.a[0]
                        {'name':'j','cooperation':'lab','foreach':{'chunks':{'file':'gone','lines':1}}} | foreach.chunks.file
                        {'name':'j','cooperation':'lab','foreach':{'chunks':{'file':'words'}}} | foreach.chunks.lines
                        {'name':'j','cooperation':'lab','foreach':{'chunks':{'file':'words','bytes':0}}} | foreach.chunks.bytes
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
