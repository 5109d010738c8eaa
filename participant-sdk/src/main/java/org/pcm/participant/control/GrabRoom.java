package org.pcm.participant.control;

import java.util.ArrayList;
import java.util.List;
import org.pcm.cooperation.member.Resources;
import org.pcm.cooperation.member.Weight;
import org.pcm.participant.information.BoardPage;

/**
 * How much a member may still grab: what the ledger would refuse is not asked for. What it holds
 * fits its pledge, and its CPU is at most weight × pledge, or it holds nothing else.
 */
final class GrabRoom {

    /** Documents read at a time. */
    private static final int TOGETHER_MAX = 16;

    private final Resources pledge;
    private final long milliCpuMax;
    private Resources used;

    /** As the ledger has it, by a page of the board. */
    GrabRoom(BoardPage page) {
        pledge = page.pledge();
        used = page.used();
        long weight = Math.min(page.weight(), Weight.START.thousandths());
        milliCpuMax =
                pledge.milliCpu() / 1_000 * weight + pledge.milliCpu() % 1_000 * weight / 1_000;
    }

    /** The first tasks, not too many at a time, that all fit beside what is held. */
    List<BoardPage.Waiting> some(List<BoardPage.Waiting> tasks, Use use) {
        List<BoardPage.Waiting> some = new ArrayList<>();
        Resources more = Resources.NONE;
        for (BoardPage.Waiting task : tasks) {
            boolean fits =
                    allows(used.plus(more), task.needs())
                            && allows(use.held().plus(more), task.needs());
            if (fits && some.size() < TOGETHER_MAX) {
                some.add(task);
                more = more.plus(task.needs());
            }
        }
        return some;
    }

    /** This much is to be grabbed. */
    void take(Resources needs) {
        used = used.plus(needs);
    }

    private boolean allows(Resources held, Resources needs) {
        Resources then = held.plus(needs);
        return then.fits(pledge) && (held.equals(Resources.NONE) || then.milliCpu() <= milliCpuMax);
    }
}
