package org.pcm.cooperation.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.RefusalCode;
import org.pcm.cooperation.job.Digests;
import org.pcm.cooperation.job.Kind;
import org.pcm.cooperation.job.KindRun;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.json.Json;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Tier;
import org.pcm.cooperation.round.Terms;

/** Commands, outcomes and terms as JSON: what is written is read back, and looks as documented. */
class WireTest {
    private static final Resources PLEDGE = new Resources(4_000, 8_192, 1);
    private static final Digests TWO = Digests.of(new byte[64]);

    @Test
    void every_command_comes_back() {
        List<Command> commands =
                List.of(
                        new Command.Register("ada", Tier.EDGE, List.of("linux", "x.y"), "a.b.c"),
                        new Command.Open(
                                Terms.DEFAULT.withRunMax(7).withTiers(List.of(Tier.HPC)), PLEDGE),
                        new Command.Join(PLEDGE),
                        new Command.Join(PLEDGE, 3),
                        new Command.Pledge(PLEDGE),
                        new Command.Leave(),
                        new Command.Submit(
                                "words \"é𝄞",
                                List.of(new Kind(PLEDGE, 1, 2), new Kind(PLEDGE, 3, 4)),
                                TWO,
                                List.of(new KindRun(1, 1), new KindRun(0, 1)),
                                true),
                        new Command.Extend(3, TWO, List.of(), false),
                        new Command.Cancel(3, TaskSet.parse("0-4,9")),
                        new Command.Cancel(3, null),
                        new Command.Accept(1, TaskSet.parse("5")),
                        new Command.Reject(1, TaskSet.parse("5"), "Busy"),
                        new Command.Complete(1, TaskSet.parse("5-6"), TWO),
                        new Command.Fail(1, TaskSet.parse("5-6"), "exit", TWO),
                        new Command.Fail(1, TaskSet.parse("5-6"), "exit", Digests.NONE),
                        new Command.Close());
        List<ReadCommand> read = CommandReader.read(CommandWriter.write(commands));
        assertThat(read)
                .isEqualTo(
                        commands.stream()
                                .map(c -> (ReadCommand) new ReadCommand.Known(c))
                                .toList());
    }

    @Test
    void a_command_looks_as_the_protocol_says() {
        byte[] json = CommandWriter.write(List.of(new Command.Accept(1, TaskSet.parse("0-63"))));
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo("[{\"do\":\"accept\",\"job\":1,\"tasks\":\"0-63\"}]");
    }

    @Test
    void terms_left_out_take_their_defaults() {
        byte[] none = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(Terms.read(Json.readObject(none))).isEqualTo(Terms.DEFAULT.underFirstRules());
        byte[] second = "{\"rules\":2}".getBytes(StandardCharsets.UTF_8);
        assertThat(Terms.read(Json.readObject(second)).dispatch())
                .isEqualTo(Terms.DEFAULT.dispatch());
    }

    @Test
    void outcomes_come_back_and_look_as_the_protocol_says() {
        BatchResult result =
                new BatchResult(
                        7,
                        1_000,
                        List.of(
                                new Outcome.Applied(
                                        "a",
                                        List.of(
                                                new CommandResult.Done(5, List.of()),
                                                new CommandResult.Done(
                                                        0,
                                                        List.of(
                                                                new CommandResult.TaskRefusal(
                                                                        TaskSet.parse("5"),
                                                                        RefusalCode.NOT_OFFERED
                                                                                .because("why")))),
                                                new CommandResult.Refused(
                                                        RefusalCode.NOT_OWNER.because("why")))),
                                new Outcome.Refused("b", RefusalCode.SEQUENCE_GAP.because("why"))));
        byte[] json = result.toJson();
        assertThat(BatchResult.read(json)).isEqualTo(result);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"version\":7,\"clock\":1000,\"outcomes\":["
                                + "{\"id\":\"a\",\"code\":\"Applied\",\"results\":[{\"code\":\"Done\",\"job\":5},"
                                + "{\"code\":\"Done\",\"refused\":[{\"tasks\":\"5\",\"code\":\"NotOffered\",\"why\":\"why\"}]},"
                                + "{\"code\":\"NotOwner\",\"why\":\"why\"}]},"
                                + "{\"id\":\"b\",\"code\":\"SequenceGap\",\"why\":\"why\"}]}");
    }
}
