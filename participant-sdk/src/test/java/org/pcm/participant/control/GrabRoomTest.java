package org.pcm.participant.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.round.DispatchMode;
import org.pcm.participant.information.BoardPage;
import org.pcm.participant.information.Digest;

/** An agent asks for no more than the ledger would grant it. */
class GrabRoomTest {

    private static final Resources PLEDGE = cpus(4);
    private static final Use IDLE = new Use(PLEDGE, Resources.NONE, 0);

    private static Resources cpus(int count) {
        return new Resources(1_000L * count, 100L * count, 0);
    }

    private static GrabRoom room(long weight, Resources used) {
        return new GrabRoom(
                new BoardPage(1, DispatchMode.GRAB, weight, PLEDGE, used, List.of(), ""));
    }

    private static List<BoardPage.Waiting> tasks(int... cpus) {
        Digest spec = Digest.sha256(new byte[0]);
        return IntStream.range(0, cpus.length)
                .mapToObj(i -> new BoardPage.Waiting(1, i, "olga", spec, cpus(cpus[i])))
                .toList();
    }

    private static List<Integer> chosen(GrabRoom room, Use use, int... cpus) {
        return room.some(tasks(cpus), use).stream().map(BoardPage.Waiting::task).toList();
    }

    @Test
    void takes_what_fits_the_pledge_and_passes_over_what_does_not() {
        assertThat(chosen(room(1_000, Resources.NONE), IDLE, 1, 2, 3, 1, 1))
                .containsExactly(0, 1, 3);
    }

    @Test
    void counts_what_the_ledger_knows_and_what_only_the_agent_knows() {
        assertThat(chosen(room(1_000, cpus(3)), IDLE, 1, 1)).containsExactly(0);
        Use busy = new Use(PLEDGE, cpus(2), 2);
        assertThat(chosen(room(1_000, Resources.NONE), busy, 1, 1, 1)).containsExactly(0, 1);
    }

    @Test
    void goes_no_further_than_the_weight_but_one_task_is_always_allowed() {
        assertThat(chosen(room(500, Resources.NONE), IDLE, 1, 1, 1)).containsExactly(0, 1);
        assertThat(chosen(room(100, Resources.NONE), IDLE, 1, 1)).containsExactly(0);
        assertThat(chosen(room(9_000, Resources.NONE), IDLE, 4, 1)).containsExactly(0);
    }

    @Test
    void counts_what_is_to_be_grabbed_already() {
        GrabRoom room = room(1_000, Resources.NONE);
        room.take(cpus(3));
        assertThat(chosen(room, IDLE, 2, 1, 1)).containsExactly(1);
    }
}
