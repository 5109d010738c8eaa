package org.pcm.cooperation.job;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/** One task's state. Changed by the fold alone. */
public final class Task {
    /** No member. */
    public static final int NOBODY = -1;

    private static final int[] NONE = new int[0];

    public TaskState state = TaskState.PENDING;
    public final int kind;

    /** Executions begun. */
    public int attempts;

    /** Offers made. */
    public int offers;

    /** Who holds it; of one that failed or has ended, who ran it last. */
    public int holder = NOBODY;

    /** Version of the batch that made the present offer: an answer must have seen it. */
    public long offeredVersion;

    /**
     * When the offer expires or the attempt is overdue, by the lane's clock; of held tasks only.
     */
    public long due;

    /** Digest of the last result document. */
    public byte @Nullable [] result;

    /** Members who gave it back: others are asked first (A9). */
    public int[] excluded = NONE;

    /** Those of them who declined it for good. */
    public int[] declined = NONE;

    public Task(int kind) {
        this.kind = kind;
    }

    public boolean excludes(int member) {
        return contains(excluded, member);
    }

    /** Whether {@code member} is never asked again. */
    public boolean isDeclinedBy(int member) {
        return contains(declined, member);
    }

    private static boolean contains(int[] members, int member) {
        for (int other : members) {
            if (other == member) {
                return true;
            }
        }
        return false;
    }

    public void exclude(int member) {
        if (!excludes(member)) {
            excluded = with(excluded, member);
        }
    }

    /** Excludes {@code member} for good. */
    public void decline(int member) {
        exclude(member);
        if (!isDeclinedBy(member)) {
            declined = with(declined, member);
        }
    }

    private static int[] with(int[] members, int member) {
        int[] longer = Arrays.copyOf(members, members.length + 1);
        longer[members.length] = member;
        return longer;
    }

    /** Whether it is to be written at the page's end that some declined it. */
    boolean hasDeclined() {
        return declined.length > 0 && !state.ended();
    }

    void write(PageWriter to) {
        to.constant(state).number(kind).number(attempts).number(offers).number(holder + 1L);
        if (state.held()) {
            to.number(offeredVersion).number(due);
        }
        to.flag(result != null);
        if (result != null) {
            to.raw(result);
        }
        if (!state.ended()) {
            to.number(excluded.length);
            for (int member : excluded) {
                to.number(member);
            }
        }
    }

    static Task read(PageReader from) {
        TaskState state = from.constant(TaskState.class);
        Task task = new Task(from.count());
        task.state = state;
        task.attempts = from.count();
        task.offers = from.count();
        task.holder = from.count() - 1;
        if (task.state.held()) {
            task.offeredVersion = from.number();
            task.due = from.number();
        }
        if (from.flag()) {
            task.result = from.raw(Digests.LENGTH);
        }
        if (!task.state.ended()) {
            int count = from.count();
            task.excluded = count == 0 ? NONE : new int[count];
            for (int i = 0; i < count; i++) {
                task.excluded[i] = from.count();
            }
        }
        return task;
    }
}
