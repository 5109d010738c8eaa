package org.pcm.bench.growth;

import org.pcm.bench.measure.CpuTime;
import org.pcm.bench.measure.Memory;
import org.pcm.bench.measure.Stolen;
import org.pcm.bench.measure.Window;
import org.pcm.bench.measure.Yardstick;

/**
 * A mark that has been reached, and what was read then.
 *
 * @param stretch from the mark before up to this one
 */
record OpenWindow(
        long tasks,
        long nanos,
        long counted,
        Window stretch,
        CpuTime cpu,
        Stolen stolen,
        Yardstick.Reading yardstick) {

    /** What was read at the end of a window. */
    record Ended(
            OpenWindow from,
            Window window,
            CpuTime cpu,
            double stolenPercent,
            double yardstickMicros) {
        GrowthMark with(Memory memory) {
            return new GrowthMark(
                    from.tasks,
                    from.stretch.perSecond(),
                    window.perSecond(),
                    window.millis(),
                    cpu.microsEach(from.cpu, window.counted()),
                    stolenPercent,
                    yardstickMicros,
                    memory);
        }
    }

    Ended end(long nowNanos, long nowCounted, CpuTime nowCpu, Yardstick.Reading nowYardstick) {
        return new Ended(
                this,
                new Window(nowNanos - nanos, nowCounted - counted),
                nowCpu,
                Stolen.now().percentSince(stolen),
                nowYardstick.microsSince(yardstick));
    }
}
