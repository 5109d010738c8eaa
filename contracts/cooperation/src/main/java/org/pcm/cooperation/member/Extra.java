package org.pcm.cooperation.member;

import java.util.List;
import org.pcm.cooperation.page.PageReader;
import org.pcm.cooperation.page.PageWriter;

/**
 * What the roster knows of a member from rules 2 on, and of most members there is nothing to know.
 *
 * @param labels what it says it has (images, data, devices)
 * @param probation work it must still do before it counts in full, milli-CPU times milliseconds
 *     (ruling 4)
 * @param coolUntil it may not raise its pledge before (ruling 5)
 * @param consumed virtual time of the work it has had done by others, for fairness between
 *     consumers
 */
public record Extra(List<String> labels, long probation, long coolUntil, long consumed) {
    public static final Extra NONE = new Extra(List.of(), 0, 0, 0);

    public Extra {
        labels = labels.stream().distinct().sorted().toList();
    }

    public Extra withLabels(List<String> other) {
        return new Extra(other, probation, coolUntil, consumed);
    }

    public Extra withProbation(long work) {
        return new Extra(labels, work, coolUntil, consumed);
    }

    public Extra withCoolUntil(long millis) {
        return new Extra(labels, probation, millis, consumed);
    }

    public Extra withConsumed(long virtualTime) {
        return new Extra(labels, probation, coolUntil, virtualTime);
    }

    void write(PageWriter to) {
        to.texts(labels).number(probation).number(coolUntil).number(consumed);
    }

    static Extra read(PageReader from) {
        return new Extra(from.texts(), from.number(), from.number(), from.number());
    }
}
