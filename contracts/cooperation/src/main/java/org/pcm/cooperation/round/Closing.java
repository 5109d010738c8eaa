package org.pcm.cooperation.round;

import java.util.HexFormat;
import org.pcm.cooperation.event.Event;
import org.pcm.cooperation.job.Job;

/** How a job ends. */
final class Closing {
    private Closing() {}

    static Event.JobClosed of(Job job) {
        String digest = HexFormat.of().formatHex(job.digestOfPages());
        return new Event.JobClosed(
                job.number, job.end(), job.done, job.failed, job.cancelled, digest);
    }
}
