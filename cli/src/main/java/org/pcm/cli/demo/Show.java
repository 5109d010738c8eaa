package org.pcm.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;
import org.pcm.cli.console.Table;

/** What the audience sees. */
final class Show {
    private static final int LABEL = 22;

    private final PrintWriter out;
    private final long started = System.nanoTime();

    Show(PrintWriter out) {
        this.out = out;
    }

    /** A line of the story: when, what it is about, and what happened. */
    synchronized void tell(String about, String what) {
        long tenths = (System.nanoTime() - started) / 100_000_000;
        line(String.format(Locale.ROOT, "%4d.%d s  ", tenths / 10, tenths % 10) + about, what);
    }

    private void line(String about, String what) {
        out.println(about + " ".repeat(Math.max(1, LABEL - about.length())) + what);
        out.flush();
    }

    void end(Report report) {
        out.println();
        Table roster =
                new Table(
                        "PARTICIPANT",
                        "TIER",
                        "WEIGHT BEFORE",
                        "AFTER",
                        "ACCEPTED",
                        "REFUSED",
                        "COMPLETED");
        for (Report.Line line : report.roster()) {
            roster.row(
                    line.name(),
                    line.tier(),
                    line.weightBefore(),
                    line.weightAfter(),
                    line.accepted(),
                    line.refused(),
                    line.completed());
        }
        roster.print(out);
        out.println();
        line("evidence", "blocks  " + report.blocks());
        line("", "genesis " + report.genesis());
        line("", "input   " + report.input());
        line("", "result  " + report.result());
        line(
                "check it",
                "pcm audit --blocks " + report.blocks() + " --genesis " + report.genesis());
        out.println();
        report.wrong().forEach(what -> line("WRONG", what));
        out.println(
                (report.ok() ? "All is right, in " : "Not all is right, in ")
                        + report.seconds()
                        + " s.");
        out.flush();
    }
}
