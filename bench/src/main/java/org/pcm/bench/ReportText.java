package org.pcm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pcm.bench.contention.ContentionFigures;
import org.pcm.bench.measure.Latency;

/** Puts a report in lines for people. */
final class ReportText {
    private ReportText() {}

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "                  life cycles  times  submit→offered  submit→completed     bytes a  CPU µs a");
        lines.add(
                "                     a second  naive    p50 / p99 ms      p50 / p99 ms  life cycle  life cycle");
        report.cycles().forEach(cycle -> lines.add(line(report, cycle)));
        lines.add(line(report.naive()));
        ContentionFigures contention = report.contention();
        lines.add(
                "%d clients at once: %d of %d changes of one cooperation took effect; naive: %d of %d of one key"
                        .formatted(
                                contention.clients(),
                                contention.effective(),
                                contention.sent(),
                                contention.naiveEffective(),
                                contention.naiveSent()));
        lines.addAll(lines(report.verification()));
        return lines;
    }

    /** What was found when all load had ended. */
    static List<String> lines(Verification verification) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%d of %d tasks in %d jobs completed exactly once, by %d peers' state"
                        .formatted(
                                verification.completedOnce(),
                                verification.tasks(),
                                verification.jobs(),
                                verification.peers()));
        lines.add(verification.audit());
        verification.faults().forEach(fault -> lines.add("WRONG: " + fault));
        return lines;
    }

    private static String line(Report report, CycleFigures cycle) {
        return String.format(
                Locale.ROOT,
                "%-16s  %11.0f  %5.0f  %14s  %16s  %10.0f  %10.0f",
                cycle.shape().name(),
                cycle.lifeCyclesPerSecond(),
                report.ratio(cycle),
                text(cycle.submitToOffered()),
                text(cycle.submitToCompleted()),
                cycle.bytesPerLifeCycle(),
                cycle.cpuMicrosPerLifeCycle().values().stream().mapToDouble(each -> each).sum());
    }

    private static String line(NaiveFigures naive) {
        return String.format(
                Locale.ROOT,
                "%-16s  %11.1f  %5d  %14s  %16s  %10.0f",
                "naive",
                naive.lifeCyclesPerSecond(),
                1,
                "",
                "",
                naive.bytesPerLifeCycle());
    }

    private static String text(Latency latency) {
        return String.format(Locale.ROOT, "%.0f / %.0f", latency.p50Millis(), latency.p99Millis());
    }
}
