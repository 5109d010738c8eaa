package org.pcm.bench.growth;

import org.pcm.bench.measure.CpuTime;
import org.pcm.bench.measure.Memory;
import org.pcm.bench.measure.Stolen;
import org.pcm.bench.measure.Window;

/**
 * A mark that has been reached, and what was read then.
 *
 * @param stretch from the mark before up to this one
 */
record OpenWindow(
        long tasks, long nanos, long counted, Window stretch, CpuTime cpu, Stolen stolen) {

    /** What was read at the end of a window. */
    record Ended(OpenWindow from, Window window, CpuTime cpu, double stolenPercent) {
        GrowthMark with(Memory memory) {
            return new GrowthMark(
                    from.tasks,
                    from.stretch.perSecond(),
                    window.perSecond(),
                    window.millis(),
                    cpu.microsEach(from.cpu, window.counted()),
                    stolenPercent,
                    memory);
        }
    }

    Ended end(long nowNanos, long nowCounted, CpuTime nowCpu) {
        return new Ended(
                this,
                new Window(nowNanos - nanos, nowCounted - counted),
                nowCpu,
                Stolen.now().percentSince(stolen));
    }
}
