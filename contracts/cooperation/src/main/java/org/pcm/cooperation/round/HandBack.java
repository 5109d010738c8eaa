package org.pcm.cooperation.round;

import java.util.List;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.GiveBack;
import org.pcm.cooperation.job.Job;
import org.pcm.cooperation.job.PagePlace;
import org.pcm.cooperation.job.Task;
import org.pcm.cooperation.job.TaskPage;
import org.pcm.cooperation.job.TaskSet;
import org.pcm.cooperation.job.TaskState;
import org.pcm.cooperation.member.Member;
import org.pcm.cooperation.page.PageKeys;

/** Takes open offers back from a member, without blame: they go to others, if there are any. */
public final class HandBack {
    private HandBack() {}

    /** Those that {@code member}, who went away, has not seen; how many pages were looked at. */
    static int unseenOffers(Cooperation state, Member member) {
        return offersSince(state, member, member.seen + 1);
    }

    /** All, since {@code member} leaves. */
    public static void allOffers(Cooperation state, Member member) {
        offersSince(state, member, 0);
    }

    private static int offersSince(Cooperation state, Member member, long version) {
        List<PagePlace> places = List.copyOf(member.offers.keySet());
        for (PagePlace place : places) {
            Job job = state.existingJob(place.job());
            TaskSet tasks = offersSince(state.taskPage(job, place.page()), place, member, version);
            if (!tasks.isEmpty()) {
                state.emit(new Event.Returned(job.number, tasks, member.number));
                GiveBack.after(state, job, tasks);
            }
        }
        return places.size();
    }

    private static TaskSet offersSince(
            TaskPage page, PagePlace place, Member member, long version) {
        TaskSet.Builder tasks = new TaskSet.Builder();
        for (int i = 0; i < page.size(); i++) {
            Task task = page.at(i);
            if (task.state == TaskState.OFFERED
                    && task.holder == member.number
                    && task.offeredVersion >= version) {
                tasks.add(place.page() * PageKeys.TASKS_PER_PAGE + i);
            }
        }
        return tasks.build();
    }
}
