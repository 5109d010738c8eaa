package org.pcm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pcm.bench.measure.Latency;

/** Puts a report in lines for people. */
final class ReportText {
    private ReportText() {}

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("tasks a      life cycles  times  submit→offered  submit→completed  bytes a");
        lines.add("submission     a second  naive     p50 / p99 ms      p50 / p99 ms  life cycle");
        report.cycles().forEach(cycle -> lines.add(line(report, cycle)));
        lines.add(line(report.naive()));
        Verification verification = report.verification();
        lines.add(
                "%d of %d tasks in %d jobs completed exactly once"
                        .formatted(
                                verification.completedOnce(),
                                verification.tasks(),
                                verification.jobs()));
        lines.add(verification.audit());
        verification.faults().forEach(fault -> lines.add("WRONG: " + fault));
        return lines;
    }

    private static String line(Report report, CycleFigures cycle) {
        return String.format(
                Locale.ROOT,
                "%10d  %11.0f  %5.0f  %14s  %16s  %10.0f",
                cycle.tasksPerSubmission(),
                cycle.lifeCyclesPerSecond(),
                report.ratio(cycle),
                text(cycle.submitToOffered()),
                text(cycle.submitToCompleted()),
                cycle.bytesPerLifeCycle());
    }

    private static String line(NaiveFigures naive) {
        return String.format(
                Locale.ROOT,
                "%10s  %11.1f  %5d  %14s  %16s  %10.0f",
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
